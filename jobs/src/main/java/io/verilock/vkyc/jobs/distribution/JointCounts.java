package io.verilock.vkyc.jobs.distribution;

/**
 * Where two scores of one session lie together, in cells of five points: what other thresholds
 * would have let pass.
 */
public final class JointCounts {
  /** Cells of each score: twenty of five points, and one for no score. */
  public static final int CELLS = 21;

  private static final int NO_SCORE = CELLS - 1;
  private static final int WIDTH = 5;

  private JointCounts() {}

  /** Place of a session's cell in a list of {@code CELLS * CELLS}; a score is 0 to 100, or null. */
  public static int place(Double faceMatch, Double liveness) {
    return cell(faceMatch) * CELLS + cell(liveness);
  }

  private static int cell(Double score) {
    return score == null ? NO_SCORE : Math.min((int) (score / WIDTH), NO_SCORE - 1);
  }
}
