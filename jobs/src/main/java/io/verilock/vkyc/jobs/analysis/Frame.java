package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.models.image.Picture;

/**
 * A sampled frame. Large: never leaves the task it was decoded in.
 *
 * @param take of the recording, from 1; 0 where it has ended
 * @param picture null where the recording has ended
 */
public record Frame(
    String sessionId, int take, int index, long presentationTimeMicros, Picture picture) {
  /** Says that no more frames come. */
  static Frame end(String sessionId) {
    return new Frame(sessionId, 0, -1, 0, null);
  }
}
