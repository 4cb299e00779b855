package io.verilock.vkyc.jobs.vision;

/**
 * What the frames of a recording so far say of the next one.
 *
 * @param direction which way up the pictures lie
 * @param looks where the liveness models looked
 */
public record SeenSoFar(Direction direction, Looks looks) {
  /** Of a recording of which no frame was seen. */
  public static final SeenSoFar NOTHING = new SeenSoFar(Direction.UNKNOWN, Looks.NONE);

  /** Of a picture that stands upright and is looked at. */
  public static final SeenSoFar UPRIGHT = new SeenSoFar(Direction.UPRIGHT, Looks.NONE);
}
