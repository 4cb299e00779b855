package io.verilock.vkyc.jobs.media;

import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EIO;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_ENOSYS;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import io.verilock.vkyc.models.libav.Libav;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The demuxer's view of the recording. A read waits until every byte asked for is there or the
 * recording has ended, and the size is never told, so that what the demuxer sees depends on the
 * bytes alone and not on how they were cut. Belongs to the thread that made it.
 */
final class RecordingInput implements AutoCloseable {
  private static final int BUFFER = 4096;
  private static final int SEEK_SET = 0;
  private static final ThreadLocal<RecordingInput> CURRENT = new ThreadLocal<>();
  private static final Read READ = new Read();
  private static final Seek SEEK = new Seek();

  private final RecordingBytes bytes;
  private final Waiting waiting;
  private final AVIOContext context;
  private long position;
  private Throwable bug;

  /** Waits for bytes. */
  interface Waiting {
    /** Whether no more bytes will come. */
    boolean ended();

    /** Waits for more bytes or the end; false when reading must stop. */
    boolean pause();

    /** Whether reading must stop. */
    boolean cancelled();
  }

  /**
   * Opens the view.
   *
   * @param seekable whether the demuxer may jump; a jump ahead waits for the bytes there
   */
  RecordingInput(RecordingBytes bytes, Waiting waiting, boolean seekable) {
    this.bytes = bytes;
    this.waiting = waiting;
    BytePointer buffer = new BytePointer(Libav.allocated(av_malloc(BUFFER), "an input buffer"));
    context =
        Libav.allocated(
            avio_alloc_context(buffer.capacity(BUFFER), BUFFER, 0, null, READ, null, SEEK),
            "an input context");
    if (!seekable) {
      context.seekable(0);
    }
    CURRENT.set(this);
  }

  AVIOContext context() {
    return context;
  }

  /** Fails if reading failed in a way that is not the recording's fault. */
  void checkIntact() {
    if (bug != null) {
      throw new IllegalStateException("reading the recording failed", bug);
    }
  }

  @Override
  public void close() {
    CURRENT.remove();
    av_free(context.buffer());
    avio_context_free(context);
  }

  private int read(BytePointer to, int length) {
    while (bytes.size() - position < length && !waiting.ended()) {
      if (!waiting.pause()) {
        return AVERROR_EXIT();
      }
    }
    if (position >= bytes.size()) {
      return AVERROR_EOF();
    }
    int there = (int) Math.min(length, bytes.size() - position);
    bytes.copy(position, to, there);
    position += there;
    return there;
  }

  private long seek(long offset, int whence) {
    if (whence != SEEK_SET || offset < 0) {
      return AVERROR_ENOSYS();
    }
    position = offset;
    return offset;
  }

  private static final class Read extends Read_packet_Pointer_BytePointer_int {
    @Override
    public int call(Pointer opaque, BytePointer to, int length) {
      RecordingInput input = CURRENT.get();
      if (input == null) {
        return AVERROR_EIO();
      }
      try {
        return input.read(to, length);
      } catch (RuntimeException | Error bug) {
        // an exception that leaves a callback ends the process
        input.bug = bug;
        return AVERROR_EXIT();
      }
    }
  }

  private static final class Seek extends Seek_Pointer_long_int {
    @Override
    public long call(Pointer opaque, long offset, int whence) {
      RecordingInput input = CURRENT.get();
      return input == null ? AVERROR_EIO() : input.seek(offset, whence);
    }
  }
}
