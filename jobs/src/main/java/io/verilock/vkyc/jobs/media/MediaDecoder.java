package io.verilock.vkyc.jobs.media;

import java.util.concurrent.CancellationException;

/**
 * Decodes one recording from its bytes: sampled pictures and the sound come out while bytes go in.
 *
 * <p>The same bytes give the same pictures, times, pixels and sound, however they are cut; between
 * processors of different kinds the sound may differ in its last bits. WebM, fragmented MP4 and MP4
 * with its index in front are decoded as they arrive; an MP4 with its index at the end has to wait
 * for it. Belongs to one thread at a time; only {@link #close()} may be called from any.
 *
 * <p>Each open decoder that has been fed owns one sleeping thread and native memory until it is
 * closed.
 */
public final class MediaDecoder implements AutoCloseable {
  private final MediaLimits limits;
  private final FrameSampler sampler;
  private final RecordingBytes bytes = new RecordingBytes();
  private final Turns turns = new Turns("media-decoder", this::decode);
  private final Handover delivery;

  private volatile boolean closed;
  private boolean complete;
  private boolean sniffed;
  private Container container;
  private MediaSummary summary;
  private MediaException failure;
  private Throwable bug;

  /**
   * Opens a decoder.
   *
   * @param framesPerSecond pictures to sample for each second of video, by presentation time
   */
  public MediaDecoder(MediaLimits limits, double framesPerSecond, MediaSink sink) {
    this(limits, framesPerSecond, 0, 0, sink);
  }

  /**
   * Opens a decoder that goes on after a failure, to be fed the recording from its start again.
   *
   * @param firstFrame sampled pictures before this one are decoded but not given again
   * @param firstPiece pieces of audio before this one are decoded but not given again
   */
  public MediaDecoder(
      MediaLimits limits, double framesPerSecond, int firstFrame, int firstPiece, MediaSink sink) {
    this.limits = limits;
    this.sampler = new FrameSampler(framesPerSecond);
    this.delivery = new Handover(turns, sink, firstFrame, firstPiece);
  }

  /**
   * Adds bytes, and returns when the sink has been given all that they allow. After a failure of
   * the sink itself the decoder is closed; after a {@link MediaException} it fails the same way
   * again.
   */
  public void feed(byte[] more) throws MediaException {
    checkUsable();
    if (complete) {
      throw new IllegalStateException("bytes after the end of the recording");
    }
    if (bytes.size() + more.length > limits.maxBytes()) {
      failure =
          new MediaException(
              MediaError.RECORDING_TOO_LARGE,
              "the recording has more than %d bytes".formatted(limits.maxBytes()));
      throw failure;
    }
    bytes.append(more);
    proceed();
  }

  /** Ends the recording: gives what is left to the sink and says what the recording was. */
  public MediaSummary finish() throws MediaException {
    checkUsable();
    if (summary == null) {
      complete = true;
      proceed();
    }
    return summary;
  }

  /** Frees the thread and all native memory, at any time and from any thread. */
  @Override
  public void close() {
    closed = true;
    turns.cancel();
  }

  private void checkUsable() throws MediaException {
    if (closed) {
      throw new IllegalStateException("the decoder is closed");
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void proceed() throws MediaException {
    if (!sniffed && !sniff()) {
      return;
    }
    boolean ended;
    try {
      ended = turns.resume();
    } catch (RuntimeException | Error sinkFailure) {
      close();
      throw sinkFailure;
    }
    if (!ended) {
      return;
    }
    if (bug != null) {
      throw new IllegalStateException("the decoder failed", bug);
    }
    checkUsable();
  }

  /** Tells the container as soon as there are bytes enough. */
  private boolean sniff() throws MediaException {
    if (!complete && bytes.size() < Container.SNIFFED_BYTES) {
      return false;
    }
    try {
      container = Container.of(bytes.head(Container.SNIFFED_BYTES));
    } catch (MediaException notSupported) {
      failure = notSupported;
      throw notSupported;
    }
    sniffed = true;
    return true;
  }

  /** The decoder thread's program. */
  private void decode() {
    try {
      summary = new Decoding(container, bytes, new NextBytes(), limits, sampler, delivery).run();
    } catch (MediaException damaged) {
      failure = damaged;
    } catch (CancellationException cancelled) {
      closed = true;
    } catch (RuntimeException | Error unexpected) {
      bug = unexpected;
    }
  }

  private final class NextBytes implements RecordingInput.Waiting {
    @Override
    public boolean ended() {
      return complete;
    }

    @Override
    public boolean pause() {
      return turns.pause();
    }

    @Override
    public boolean cancelled() {
      return turns.isCancelled();
    }
  }
}
