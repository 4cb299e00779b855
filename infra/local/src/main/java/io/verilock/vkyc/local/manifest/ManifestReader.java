package io.verilock.vkyc.local.manifest;

import io.verilock.vkyc.client.upload.SessionFiles;
import io.verilock.vkyc.schemas.Ids;
import io.verilock.vkyc.schemas.VideoMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads the sessions of a MANIFEST.csv; paths in it are relative to it. */
public final class ManifestReader {
  private static final String SESSION_ID = "session_id";
  private static final String VIDEO = "video";
  private static final String VIDEO_MODE = "video_mode";
  private static final String VIDEO_LANGUAGE = "video_language";
  private static final Set<String> COLUMNS =
      Set.of(SESSION_ID, VIDEO, "selfie", "document", VIDEO_MODE, VIDEO_LANGUAGE);
  private static final Set<String> LANGUAGES = Set.of("en", "es", "fr", "de", "pt");
  private static final int MOST_PROBLEMS_SHOWN = 20;

  private final Path file;
  private final Path folder;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Long> lines = new HashMap<>();

  private ManifestReader(Path file) {
    this.file = file;
    this.folder = file.toAbsolutePath().getParent();
  }

  /**
   * Reads a manifest. Whether its videos and photos are there is not looked at: a session whose
   * files are missing gets a result that says so.
   *
   * @throws ManifestException naming every problem with its line
   */
  public static List<SessionFiles> read(Path file) throws ManifestException {
    return new ManifestReader(file).read();
  }

  private List<SessionFiles> read() throws ManifestException {
    List<SessionFiles> sessions = new ArrayList<>();
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();
    try (CSVParser parser = CSVParser.parse(withoutMark(Files.readString(file)), format)) {
      checkHeader(parser.getHeaderNames());
      for (CSVRecord row : parser) {
        sessions.add(session(row, parser.getCurrentLineNumber()));
      }
    } catch (java.nio.file.NoSuchFileException e) {
      throw new ManifestException("%s: there is no such file".formatted(file));
    } catch (java.nio.charset.MalformedInputException e) {
      throw new ManifestException("%s: it is not UTF-8 text; save it as UTF-8".formatted(file));
    } catch (IOException | IllegalArgumentException | java.io.UncheckedIOException e) {
      throw new ManifestException("%s: it cannot be read: %s".formatted(file, e.getMessage()));
    }
    if (problems.isEmpty() && sessions.isEmpty()) {
      problem(1, "no sessions; add a row for each under the header");
    }
    throwProblems();
    return sessions;
  }

  private void checkHeader(List<String> header) throws ManifestException {
    Set<String> seen = new HashSet<>();
    for (String column : header) {
      if (!seen.add(column)) {
        problem(1, "the column '%s' stands there twice; name each once".formatted(column));
      } else if (!COLUMNS.contains(column)) {
        problem(
            1,
            "unknown column '%s'; the columns are session_id,video,selfie,document,video_mode,video_language"
                .formatted(column));
      }
    }
    for (String column : new String[] {SESSION_ID, VIDEO}) {
      if (!header.contains(column)) {
        problem(1, "the column '%s' is missing; name it in the first line".formatted(column));
      }
    }
    throwProblems();
  }

  private SessionFiles session(CSVRecord row, long line) {
    if (!row.isConsistent()) {
      problem(
          line,
          "%d cells where the header has %d; quote cells that hold commas"
              .formatted(row.size(), row.getParser().getHeaderNames().size()));
    }
    String sessionId = cell(row, SESSION_ID);
    Ids.fault("session_id '%s'".formatted(sessionId), sessionId)
        .ifPresent(fault -> problem(line, fault + "; rename it"));
    Long earlier = lines.putIfAbsent(sessionId, line);
    if (earlier != null) {
      problem(
          line,
          "session_id '%s' stands in line %d too; give each session its own"
              .formatted(sessionId, earlier));
    }
    if (cell(row, VIDEO).isEmpty()) {
      problem(line, "video is empty; name the recording");
    }
    return new SessionFiles(
        sessionId,
        path(row, VIDEO),
        path(row, "selfie"),
        path(row, "document"),
        mode(cell(row, VIDEO_MODE), line),
        language(cell(row, VIDEO_LANGUAGE), line));
  }

  private VideoMode mode(String mode, long line) {
    return switch (mode) {
      case "", "self_record" -> VideoMode.self_record;
      case "live_agent" -> VideoMode.live_agent;
      default -> {
        problem(line, "video_mode '%s' is neither self_record nor live_agent".formatted(mode));
        yield VideoMode.unknown;
      }
    };
  }

  private String language(String language, long line) {
    if (!language.isEmpty() && !LANGUAGES.contains(language)) {
      problem(line, "video_language '%s' is none of en, es, fr, de, pt".formatted(language));
    }
    return language.isEmpty() ? "en" : language;
  }

  private String path(CSVRecord row, String column) {
    String cell = cell(row, column);
    return cell.isEmpty() ? null : folder.resolve(cell).normalize().toString();
  }

  private static String cell(CSVRecord row, String column) {
    return row.isSet(column) ? row.get(column) : "";
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private void problem(long line, String what) {
    problems.add("%s:%d: %s".formatted(file, line, what));
  }

  private void throwProblems() throws ManifestException {
    if (problems.isEmpty()) {
      return;
    }
    List<String> shown =
        new ArrayList<>(problems.subList(0, Math.min(problems.size(), MOST_PROBLEMS_SHOWN)));
    if (problems.size() > shown.size()) {
      shown.add("and %d more problems".formatted(problems.size() - shown.size()));
    }
    throw new ManifestException(String.join("\n      ", shown));
  }
}
