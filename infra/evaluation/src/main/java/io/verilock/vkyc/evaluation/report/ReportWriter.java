package io.verilock.vkyc.evaluation.report;

import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.VideoResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes sessions as one HTML file that needs nothing else: no network, no fonts, no scripts. */
public final class ReportWriter {
  private final HtmlTemplate template = new HtmlTemplate(ReportWriter.class, "report.ftlh");

  /**
   * Writes the report.
   *
   * @param origin where the sessions come from, in a sentence
   * @param pack name of the model pack that judged
   */
  public void write(Path file, String origin, String pack, List<SessionView> sessions)
      throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (SessionView session : sessions) {
      rows.add(row(session));
    }
    Map<String, Object> model = new HashMap<>();
    model.put("origin", origin);
    model.put("pack", pack);
    model.put("versions", versions(sessions));
    model.put("sessions", rows);
    template.write(file, model);
  }

  private static Map<String, String> versions(List<SessionView> sessions) {
    Map<String, String> versions = new TreeMap<>();
    sessions.forEach(session -> versions.putAll(session.result().getModelVersions()));
    return versions;
  }

  private static Map<String, Object> row(SessionView session) {
    VideoResult result = session.result();
    Map<String, Object> row = new HashMap<>();
    row.put("id", result.getSessionId());
    row.put("purpose", session.purpose());
    row.put("mode", result.getVideoMode().toString());
    row.put(
        "result",
        result.getResult() == null ? result.getStatus().toString() : result.getResult().toString());
    row.put("faceMatch", result.getFaceMatchScore());
    row.put("liveness", result.getLivenessScore());
    row.put("seconds", result.getDurationSeconds());
    row.put("reasons", reasons(result));
    row.put("checks", checks(result));
    row.put("selfie", session.selfie());
    row.put("document", session.document());
    row.put("frames", session.frames());
    row.put("track", Track.of(session));
    return row;
  }

  private static List<Map<String, String>> reasons(VideoResult result) {
    List<Map<String, String>> reasons = new ArrayList<>();
    for (String code : result.getReasons()) {
      reasons.add(Map.of("code", code, "words", ReasonWords.of(code)));
    }
    return reasons;
  }

  private static List<Map<String, Object>> checks(VideoResult result) {
    List<Map<String, Object>> checks = new ArrayList<>();
    for (Check check : result.getChecks()) {
      Map<String, Object> row = new HashMap<>();
      row.put("name", check.getName());
      row.put("status", check.getStatus().toString());
      row.put("score", check.getScore());
      row.put("reasons", String.join(", ", check.getReasons()));
      row.put("measures", new TreeMap<>(check.getMeasures()));
      checks.add(row);
    }
    return checks;
  }
}
