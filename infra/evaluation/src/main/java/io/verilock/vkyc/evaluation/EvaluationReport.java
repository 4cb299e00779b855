package io.verilock.vkyc.evaluation;

import io.verilock.vkyc.evaluation.metrics.FoldAccuracy;
import io.verilock.vkyc.evaluation.speech.PhraseFigures;
import io.verilock.vkyc.evaluation.speech.SpeechFigures;
import io.verilock.vkyc.models.Calibration.Knot;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What an evaluation found; {@code report.json} is this record. Nulls stand where a figure cannot
 * be had, and the notes say why.
 *
 * @param data name of the folder
 * @param rows rows of each CSV file
 * @param verification by source; all pairs under {@code all}
 * @param lfwView2 null where there are fewer than two folds
 * @param verificationDegraded by kind of degradation
 * @param documents null where there are none
 * @param speech by language
 * @param phrases by language, of those in which phrases can be checked
 * @param unreadable files left out, with the reason
 */
public record EvaluationReport(
    String pack,
    Map<String, String> modelVersions,
    String data,
    SortedMap<String, Integer> rows,
    CalibrationKnots calibration,
    SortedMap<String, VerificationFigures> verification,
    FoldAccuracy lfwView2,
    SortedMap<String, DegradedFigures> verificationDegraded,
    LivenessReport liveness,
    DocumentFigures documents,
    SortedMap<String, SpeechFigures> speech,
    SortedMap<String, PhraseFigures> phrases,
    List<String> notes,
    SortedMap<String, String> unreadable,
    Samples samples) {
  /** How raw scores become 0-100, and from where on a check speaks for the person. */
  public record CalibrationKnots(
      double operatingThreshold, List<Knot> faceMatch, List<Knot> passiveLiveness) {}

  /**
   * Figures by check.
   *
   * @param persons different identities; 0 where none is given
   * @param frame of single pictures
   * @param clip of clips and videos
   */
  public record LivenessReport(
      int persons,
      SortedMap<String, LivenessFigures> frame,
      SortedMap<String, LivenessFigures> clip) {}
}
