package io.verilock.vkyc.local.manifest;

import io.verilock.vkyc.client.upload.SessionFiles;
import io.verilock.vkyc.evaluation.table.Columns;
import io.verilock.vkyc.evaluation.table.CsvTable;
import io.verilock.vkyc.schemas.Ids;
import io.verilock.vkyc.schemas.VideoMode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the sessions of a MANIFEST.csv; paths in it are relative to it. */
public final class ManifestReader {
  private static final String SESSION_ID = "session_id";
  private static final String VIDEO = "video";
  private static final String SELFIE = "selfie";
  private static final String DOCUMENT = "document";
  private static final String VIDEO_MODE = "video_mode";
  private static final String VIDEO_LANGUAGE = "video_language";
  private static final Columns COLUMNS =
      Columns.withoutSlips(
          List.of(SESSION_ID, VIDEO), List.of(SELFIE, DOCUMENT, VIDEO_MODE, VIDEO_LANGUAGE));
  private static final Set<String> LANGUAGES = Set.of("en", "es", "fr", "de", "pt");

  private final Path file;
  private final Path folder;
  private final CsvTable table;
  private final Map<String, Long> lines = new HashMap<>();

  private ManifestReader(Path file) {
    this.file = file;
    this.folder = file.toAbsolutePath().getParent();
    this.table = CsvTable.read(file, COLUMNS);
  }

  /**
   * Reads a manifest. Whether its videos and photos are there is not looked at: a session whose
   * files are missing gets a result that says so.
   *
   * @throws ManifestException naming every problem with its line
   */
  public static Manifest read(Path file) throws ManifestException {
    return new ManifestReader(file).read();
  }

  private Manifest read() throws ManifestException {
    List<SessionFiles> sessions = table.rows().stream().map(this::session).toList();
    Optional<String> problems = table.problems();
    if (problems.isPresent()) {
      throw new ManifestException(problems.get());
    }
    if (sessions.isEmpty()) {
      throw new ManifestException(
          "%s: no sessions; add a row for each under the header".formatted(file));
    }
    return new Manifest(sessions, table.ignored());
  }

  private SessionFiles session(CsvTable.Row row) {
    String sessionId = row.cell(SESSION_ID);
    if (table.has(SESSION_ID)) {
      checkId(sessionId, row);
    }
    if (table.has(VIDEO) && row.cell(VIDEO).isEmpty()) {
      row.problem("video is empty; name the recording");
    }
    return new SessionFiles(
        sessionId,
        path(row, VIDEO),
        path(row, SELFIE),
        path(row, DOCUMENT),
        mode(row),
        language(row));
  }

  private void checkId(String sessionId, CsvTable.Row row) {
    Ids.fault("session_id '%s'".formatted(sessionId), sessionId)
        .ifPresent(fault -> row.problem(fault + "; rename it"));
    Long earlier = lines.putIfAbsent(sessionId, row.line());
    if (earlier != null) {
      row.problem(
          "session_id '%s' stands in line %d too; give each session its own"
              .formatted(sessionId, earlier));
    }
  }

  private static VideoMode mode(CsvTable.Row row) {
    String mode = row.cell(VIDEO_MODE);
    return switch (mode) {
      case "", "self_record" -> VideoMode.self_record;
      case "live_agent" -> VideoMode.live_agent;
      default -> {
        row.problem(
            "video_mode '%s' is neither self_record nor live_agent; write one of them, or nothing for self_record"
                .formatted(mode));
        yield VideoMode.unknown;
      }
    };
  }

  private static String language(CsvTable.Row row) {
    String language = row.cell(VIDEO_LANGUAGE);
    if (!language.isEmpty() && !LANGUAGES.contains(language)) {
      row.problem(
          "video_language '%s' is none of en, es, fr, de, pt; write one of them, or nothing for en"
              .formatted(language));
    }
    return language.isEmpty() ? "en" : language;
  }

  private String path(CsvTable.Row row, String column) {
    String cell = row.cell(column);
    return cell.isEmpty() ? null : folder.resolve(cell).normalize().toString();
  }
}
