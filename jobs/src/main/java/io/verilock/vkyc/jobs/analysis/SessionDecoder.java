package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.media.MediaDecoder;
import io.verilock.vkyc.jobs.media.MediaException;
import io.verilock.vkyc.jobs.media.MediaLimits;
import io.verilock.vkyc.jobs.media.MediaSink;
import io.verilock.vkyc.jobs.media.MediaSummary;
import io.verilock.vkyc.models.image.Picture;
import java.util.function.Consumer;

/**
 * The open decoder of one session: gives frames and audio to whoever feeds it, and counts them in
 * the session's progress.
 */
final class SessionDecoder implements AutoCloseable {
  private final String sessionId;
  private final ChunkPlace place;
  private final MediaDecoder decoder;
  private DecodeProgress progress;
  private Consumer<Frame> frames;
  private Consumer<AudioPiece> audio;

  /**
   * Opens a decoder.
   *
   * @param place of a piece of the recording: what it says of the session goes with the sound
   */
  SessionDecoder(
      String sessionId,
      ChunkPlace place,
      MediaLimits limits,
      double frameRate,
      DecodeProgress progress) {
    this.sessionId = sessionId;
    this.place = place;
    this.decoder =
        new MediaDecoder(
            limits, frameRate, progress.frames, progress.audioPieces, new ProgressingSink());
  }

  /** Gives on all that {@code bytes} allow. */
  void feed(
      byte[] bytes,
      DecodeProgress session,
      Consumer<Frame> frameConsumer,
      Consumer<AudioPiece> audioConsumer)
      throws MediaException {
    attach(session, frameConsumer, audioConsumer);
    decoder.feed(bytes);
  }

  /** Gives on the rest. */
  MediaSummary finish(
      DecodeProgress session, Consumer<Frame> frameConsumer, Consumer<AudioPiece> audioConsumer)
      throws MediaException {
    attach(session, frameConsumer, audioConsumer);
    return decoder.finish();
  }

  @Override
  public void close() {
    decoder.close();
  }

  private void attach(
      DecodeProgress session, Consumer<Frame> frameConsumer, Consumer<AudioPiece> audioConsumer) {
    progress = session;
    frames = frameConsumer;
    audio = audioConsumer;
  }

  private final class ProgressingSink implements MediaSink {
    @Override
    public void frame(int index, long presentationTimeMicros, Picture picture) {
      frames.accept(new Frame(sessionId, place.take(), index, presentationTimeMicros, picture));
      progress.frames = index + 1;
    }

    @Override
    public void audio(int index, short[] samples) {
      audio.accept(
          new AudioPiece(
              sessionId, place.take(), index, samples, place.language(), place.phrase()));
      progress.audioPieces = index + 1;
    }
  }
}
