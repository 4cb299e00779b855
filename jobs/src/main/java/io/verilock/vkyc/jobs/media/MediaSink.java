package io.verilock.vkyc.jobs.media;

import io.verilock.vkyc.models.image.Picture;

/**
 * Takes what a recording holds, in the order the container stores it. Called on the thread that
 * feeds the decoder, never between two calls.
 */
public interface MediaSink {
  /** Samples in every piece of audio but the last: 32 windows of 512, a little over a second. */
  int AUDIO_PIECE = 16_384;

  /** Samples a second of the audio given. */
  int AUDIO_RATE = 16_000;

  /**
   * One sampled picture, upright.
   *
   * @param index counts the sampled pictures from 0
   * @param presentationTimeMicros when the picture is shown, on the container's own clock; the
   *     first picture need not be at 0
   */
  void frame(int index, long presentationTimeMicros, Picture picture);

  /**
   * One piece of the sound track, 16 kHz mono, without gaps from the track's first sample on.
   *
   * @param index counts the pieces from 0
   */
  void audio(int index, short[] samples);
}
