package io.verilock.vkyc.evaluation;

import io.verilock.vkyc.evaluation.LivenessFigures.Scored;
import io.verilock.vkyc.evaluation.data.DataReader;
import io.verilock.vkyc.evaluation.metrics.Separation;
import io.verilock.vkyc.evaluation.report.HtmlTemplate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Writes an evaluation as one HTML file that needs nothing else. */
final class EvaluationPage {
  private static final String ATTACKS_ACCEPTED = "attacks accepted";
  private static final String PEOPLE_REJECTED = "bona fide rejected";

  private final HtmlTemplate template = new HtmlTemplate(EvaluationPage.class, "evaluation.ftlh");

  /**
   * A plot.
   *
   * @param image a data URI
   */
  public record Plot(String title, String image) {}

  void write(
      Path file,
      EvaluationReport report,
      VerificationEvaluation.Outcome pairs,
      LivenessEvaluation.Outcome liveness,
      List<Failures.Group> failures)
      throws IOException {
    Map<String, Object> model = new HashMap<>();
    model.put("report", report);
    model.put("verificationPlots", verificationPlots(pairs.bySource()));
    model.put("clipPlots", livenessPlots(liveness.clips()));
    model.put("framePlots", livenessPlots(liveness.frames()));
    model.put("failures", failures);
    template.write(file, model);
  }

  private static List<Plot> verificationPlots(SortedMap<String, List<ScoredPair>> bySource) {
    Map<String, Separation> cosines = new LinkedHashMap<>();
    bySource.forEach((source, pairs) -> cosines.put(source, ScoredPair.cosines(pairs)));
    cosines.values().removeIf(separation -> !separation.isComplete());
    List<Plot> plots = new ArrayList<>();
    if (!cosines.isEmpty()) {
      plots.add(
          new Plot(
              "ROC: pairs of one person accepted against pairs of two accepted",
              Charts.roc("impostor pairs accepted (FAR)", "genuine accepted (TAR)", cosines)));
      plots.add(
          new Plot(
              "DET: both errors against each other",
              Charts.det(
                  "impostor pairs accepted (FAR)", "genuine pairs rejected (FRR)", cosines)));
    }
    bySource.forEach(
        (source, pairs) ->
            plots.add(
                new Plot(
                    "Scores: " + (source.equals(DataReader.ALL_SOURCES) ? "all sources" : source),
                    Charts.histogram("genuine", "impostor", ScoredPair.scores(pairs)))));
    return plots;
  }

  private static List<Plot> livenessPlots(SortedMap<String, List<Scored>> byCheck) {
    Map<String, Separation> scores = new LinkedHashMap<>();
    byCheck.forEach(
        (check, scored) -> scores.put(words(check), LivenessFigures.separation(scored)));
    scores.values().removeIf(separation -> !separation.isComplete());
    List<Plot> plots = new ArrayList<>();
    if (!scores.isEmpty()) {
      plots.add(
          new Plot(
              "DET: both errors against each other",
              Charts.det(ATTACKS_ACCEPTED, PEOPLE_REJECTED, scores)));
    }
    scores.forEach(
        (check, separation) ->
            plots.add(
                new Plot("Scores: " + check, Charts.histogram("bona fide", "attack", separation))));
    return plots;
  }

  private static String words(String check) {
    return check.replace('_', ' ');
  }
}
