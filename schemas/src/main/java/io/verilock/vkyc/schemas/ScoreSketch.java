package io.verilock.vkyc.schemas;

import org.apache.datasketches.kll.KllFloatsSketch;
import org.apache.datasketches.memory.Memory;

/**
 * Quantiles of any number of scores in a few kilobytes (KLL: Karnin, Lang and Liberty, 2016).
 * Sketches merge; nothing can be taken out again.
 */
public final class ScoreSketch {
  /** Accuracy: a rank is wrong by 1.33 % at most, 99 times in 100. */
  private static final int K = 200;

  private final KllFloatsSketch sketch;

  private ScoreSketch(KllFloatsSketch sketch) {
    this.sketch = sketch;
  }

  /** One that holds nothing. */
  public static ScoreSketch empty() {
    return new ScoreSketch(KllFloatsSketch.newHeapInstance(K));
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if it is no such sketch
   */
  public static ScoreSketch of(byte[] bytes) {
    try {
      return new ScoreSketch(KllFloatsSketch.heapify(Memory.wrap(bytes)));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("not a sketch of scores", e);
    }
  }

  /** How far a rank may be off, 0 to 1, 99 times in 100. */
  public static double rankError() {
    return KllFloatsSketch.getNormalizedRankError(K, false);
  }

  /** Adds a score. */
  public void add(double score) {
    sketch.update((float) score);
  }

  /** Adds all that another holds. */
  public void add(ScoreSketch other) {
    sketch.merge(other.sketch);
  }

  /** Scores added. */
  public long count() {
    return sketch.getN();
  }

  /**
   * The score below which a share of the scores lies; NaN where there are none.
   *
   * @param share 0 to 1
   */
  public double quantile(double share) {
    return sketch.isEmpty() ? Double.NaN : sketch.getQuantile(share);
  }

  /** The sketch as bytes, the same in every version of the library. */
  public byte[] toBytes() {
    return sketch.toByteArray();
  }
}
