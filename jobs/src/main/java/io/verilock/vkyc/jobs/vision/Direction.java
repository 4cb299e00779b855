package io.verilock.vkyc.jobs.vision;

/**
 * Which way up the pictures of a recording lie, as far as its frames tell so far. The pixels of
 * some recorders lie on their side, and nothing in the file says so.
 *
 * @param quarters by how many the pictures are to be turned clockwise; 0 where they are upright, or
 *     nobody knows
 * @param missed frames without a clear face so far; counted while nobody knows
 * @param upright whether a clear upright face was seen: from then on nothing is turned
 */
public record Direction(int quarters, int missed, boolean upright) {
  /** Of a recording of which no frame was seen. */
  public static final Direction UNKNOWN = new Direction(0, 0, false);

  /** Of pictures that are not to be turned. */
  public static final Direction UPRIGHT = new Direction(0, 0, true);

  /** Frames in a row on which the other directions are tried; then it is every doubling. */
  private static final int FIRST = 4;

  /** The last frame without a clear face on which they are tried: the eleventh time. */
  private static final int LAST = 256;

  /** Whether the other directions are to be tried on a frame without a clear upright face. */
  boolean mayTry() {
    boolean due = missed < FIRST || (missed <= LAST && Integer.bitCount(missed) == 1);
    return due && quarters == 0 && !upright;
  }

  /** After a frame without a clear face. */
  Direction missedAgain() {
    return quarters != 0 || upright || missed > LAST ? this : new Direction(0, missed + 1, false);
  }

  /** After a clear face was seen with the picture turned. */
  Direction turned(int clockwise) {
    return new Direction(clockwise, missed, false);
  }
}
