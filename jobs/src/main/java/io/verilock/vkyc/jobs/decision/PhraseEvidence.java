package io.verilock.vkyc.jobs.decision;

/**
 * Whether a sentence that was asked for was said.
 *
 * @param said whether it was
 * @param score 0-100, 50 and more where it was said
 * @param obstacle code of why nobody can tell, or null
 */
public record PhraseEvidence(boolean said, double score, String obstacle) {
  /** Nobody can tell. */
  public static PhraseEvidence unknown(String obstacle) {
    return new PhraseEvidence(false, 0, obstacle);
  }
}
