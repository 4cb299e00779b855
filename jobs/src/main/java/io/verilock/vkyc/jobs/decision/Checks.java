package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the records of single checks. */
final class Checks {
  private Checks() {}

  /** A check with a score; the policy sets its status. */
  static Check scored(String name, double score, Map<String, Double> measures, Reason... reasons) {
    return scored(name, score, measures, codes(reasons));
  }

  /** A check with a score, and reasons that may be details beside the result's. */
  static Check scored(
      String name, double score, Map<String, Double> measures, List<String> reasons) {
    return make(name, CheckStatus.unknown, round(score), measures, reasons);
  }

  /** A check without a score. */
  static Check unscored(
      String name, CheckStatus status, Map<String, Double> measures, List<String> reasons) {
    return make(name, status, null, measures, reasons);
  }

  static List<String> codes(Reason... reasons) {
    List<String> codes = new ArrayList<>();
    for (Reason reason : reasons) {
      codes.add(reason.code());
    }
    return codes;
  }

  /** Two decimals: finer differences mean nothing, and people read these numbers. */
  static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private static Check make(
      String name,
      CheckStatus status,
      Double score,
      Map<String, Double> measures,
      List<String> reasons) {
    Map<String, Double> rounded = new HashMap<>();
    measures.forEach((measure, value) -> rounded.put(measure, Math.round(value * 1e4) / 1e4));
    return Check.newBuilder()
        .setName(name)
        .setStatus(status)
        .setScore(score)
        .setReasons(reasons)
        .setMeasures(rounded)
        .build();
  }
}
