package io.verilock.vkyc.jobs.distribution;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;

/**
 * Number of different sessions among any number, in a kilobyte (HyperLogLog: Flajolet, Fusy,
 * Gandouet and Meunier, 2007). Sketches merge: a session that is in several counts once.
 */
public final class SessionSketch {
  private static final int LG_K = 11;
  private static final TgtHllType TYPE = TgtHllType.HLL_4;

  private HllSketch sketch;

  private SessionSketch(HllSketch sketch) {
    this.sketch = sketch;
  }

  /** One that holds nothing. */
  public static SessionSketch empty() {
    return new SessionSketch(new HllSketch(LG_K, TYPE));
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if it is no such sketch
   */
  public static SessionSketch of(byte[] bytes) {
    try {
      return new SessionSketch(HllSketch.heapify(bytes));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("not a sketch of sessions", e);
    }
  }

  /** How far the number may be off as a share of it, 95 times in 100. */
  public static double error() {
    return HllSketch.getRelErr(true, false, LG_K, 2);
  }

  /** Adds a session. */
  public void add(String sessionId) {
    sketch.update(sessionId);
  }

  /** Adds all that another holds. */
  public void add(SessionSketch other) {
    if (other.sketch.isEmpty()) {
      return;
    }
    Union union = new Union(LG_K);
    union.update(sketch);
    union.update(other.sketch);
    sketch = union.getResult(TYPE);
  }

  /** About how many different sessions were added. */
  public double estimate() {
    return sketch.getEstimate();
  }

  /** The sketch as bytes, the same in every version of the library. */
  public byte[] toBytes() {
    return sketch.toCompactByteArray();
  }
}
