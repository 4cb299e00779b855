package io.verilock.vkyc.schemas;

import java.util.Arrays;

/**
 * Exact counts of scores from 0 to 100 in bins one point wide, and of results without a score. What
 * was added can be taken away again, so that a corrected result moves from bin to bin.
 */
public final class ScoreHistogram {
  /**
   * Bin {@code i} holds scores from {@code i} on and below {@code i + 1}; the last holds 100, too.
   */
  public static final int BINS = 100;

  private final long[] counts;
  private long missing;

  private ScoreHistogram(long[] counts, long missing) {
    this.counts = counts;
    this.missing = missing;
  }

  /** One that holds nothing. */
  public static ScoreHistogram empty() {
    return new ScoreHistogram(new long[BINS], 0);
  }

  /**
   * One that holds what {@link #counts} and {@link #missing} told.
   *
   * @throws IllegalArgumentException if there are not {@value #BINS} counts
   */
  public static ScoreHistogram of(long[] counts, long missing) {
    if (counts.length != BINS) {
      throw new IllegalArgumentException(
          "a histogram has %d bins, not %d".formatted(BINS, counts.length));
    }
    return new ScoreHistogram(counts.clone(), missing);
  }

  /**
   * Adds a score, or that there was none.
   *
   * @param score 0 to 100, or null
   */
  public void add(Double score) {
    count(score, 1);
  }

  /** Adds all that another holds. */
  public void add(ScoreHistogram other) {
    for (int i = 0; i < BINS; i++) {
      counts[i] += other.counts[i];
    }
    missing += other.missing;
  }

  /** Scores per bin. */
  public long[] counts() {
    return counts.clone();
  }

  /** Results without a score. */
  public long missing() {
    return missing;
  }

  /** Scores in all bins. */
  public long total() {
    return Arrays.stream(counts).sum();
  }

  /**
   * Share of the scores that lie below {@code score}, 0 to 1, as if each bin were evenly filled;
   * NaN where there are none.
   */
  public double shareBelow(double score) {
    long total = total();
    if (total == 0) {
      return Double.NaN;
    }
    int bin = (int) Math.max(0, Math.min(BINS, Math.floor(score)));
    double below = 0;
    for (int i = 0; i < bin; i++) {
      below += counts[i];
    }
    if (bin < BINS && score > bin) {
      below += counts[bin] * (score - bin);
    }
    return below / total;
  }

  /**
   * The score below which a share of the scores lies, as if each bin were evenly filled; NaN where
   * there are none.
   *
   * @param share 0 to 1
   */
  public double quantile(double share) {
    long total = total();
    if (total == 0) {
      return Double.NaN;
    }
    double wanted = share * total;
    double below = 0;
    for (int i = 0; i < BINS; i++) {
      if (counts[i] > 0 && below + counts[i] >= wanted) {
        return i + (wanted - below) / counts[i];
      }
      below += counts[i];
    }
    return BINS;
  }

  /**
   * Adds a score, or that there was none, {@code by} times; takes it away where that is negative.
   *
   * @param score 0 to 100, or null
   */
  public void count(Double score, int by) {
    if (score == null) {
      missing += by;
      return;
    }
    if (!(score >= 0 && score <= BINS)) {
      throw new IllegalArgumentException("a score is from 0 to 100, not " + score);
    }
    counts[Math.min(score.intValue(), BINS - 1)] += by;
  }
}
