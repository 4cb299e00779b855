package io.verilock.vkyc.jobs.media;

import io.verilock.vkyc.models.image.Picture;

/** Hands pictures and sound to the sink, on the thread that feeds the decoder. */
final class Handover {
  private final Turns turns;
  private final MediaSink sink;
  private final int firstFrame;
  private final int firstPiece;

  /** What comes before the two indices was given before a failure and is not given again. */
  Handover(Turns turns, MediaSink sink, int firstFrame, int firstPiece) {
    this.turns = turns;
    this.sink = sink;
    this.firstFrame = firstFrame;
    this.firstPiece = firstPiece;
  }

  /** Whether a picture is worth converting. */
  boolean wantsFrame(int index) {
    return index >= firstFrame;
  }

  void frame(int index, long presentationTimeMicros, Picture picture) {
    turns.deliver(() -> sink.frame(index, presentationTimeMicros, picture));
  }

  void audio(int index, short[] samples) {
    if (index >= firstPiece) {
      turns.deliver(() -> sink.audio(index, samples));
    }
  }
}
