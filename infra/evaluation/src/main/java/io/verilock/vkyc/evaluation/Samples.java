package io.verilock.vkyc.evaluation;

import java.util.List;
import java.util.SortedMap;

/** The single scores behind the figures: enough to replay another decision policy over them. */
public record Samples(
    List<PairSample> verification, List<ClipSample> clips, List<DocumentSample> documents) {
  /**
   * Two pictures compared.
   *
   * @param cosine of the templates; null where one of the pictures has no face
   * @param score 0-100; null where there is no cosine
   */
  public record PairSample(
      String source, String a, String b, boolean same, Double cosine, Double score) {}

  /**
   * A clip judged.
   *
   * @param species of the attack; null for a bona fide clip
   * @param livenessScore of the session; null where there is none
   * @param checks every check with a score, by name
   * @param reasons codes that the checks give before a policy decides
   */
  public record ClipSample(
      String clip,
      String label,
      String species,
      String identity,
      Double livenessScore,
      SortedMap<String, Double> checks,
      List<String> reasons) {}

  /**
   * A document's portrait compared with a selfie.
   *
   * @param reason code of why there is no score; null where there is one
   */
  public record DocumentSample(
      String document, String selfie, boolean same, Double cosine, Double score, String reason) {}
}
