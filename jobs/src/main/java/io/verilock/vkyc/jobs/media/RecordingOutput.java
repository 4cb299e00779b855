package io.verilock.vkyc.jobs.media;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EIO;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_ENOSYS;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import io.verilock.vkyc.models.libav.Libav;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * What a muxer writes, kept in Java's memory: libav's own buffers may not grow as large as a
 * recording. Belongs to the thread that made it.
 */
final class RecordingOutput implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final int BLOCK = 1 << 16;
  private static final int SEEK_SET = 0;

  /** In place of a length that needs more than 32 bits. */
  private static final long LENGTH_FOLLOWS = 1;

  private static final int LONG_HEAD = 16;

  private static final ThreadLocal<RecordingOutput> CURRENT = new ThreadLocal<>();
  private static final Write WRITE = new Write();
  private static final Seek SEEK = new Seek();

  private final List<byte[]> blocks = new ArrayList<>();
  private final long limit;
  private final AVIOContext context;
  private long position;
  private long size;
  private Throwable bug;

  /**
   * Opens an output.
   *
   * @param limit bytes; a write beyond them fails
   */
  RecordingOutput(long limit) {
    this.limit = limit;
    BytePointer buffer = new BytePointer(Libav.allocated(av_malloc(BUFFER), "an output buffer"));
    context =
        Libav.allocated(
            avio_alloc_context(buffer.capacity(BUFFER), BUFFER, 1, null, null, WRITE, SEEK),
            "an output context");
    CURRENT.set(this);
  }

  AVIOContext context() {
    return context;
  }

  /** Fails if writing failed in a way that is not the recording's fault. */
  void checkIntact() {
    if (bug != null) {
      throw new IllegalStateException("writing a recording failed", bug);
    }
  }

  /**
   * Length in bytes of the first box of a type, its head included, where what was written is an
   * MP4: a row of boxes, each with its length and its type in front.
   */
  long boxLength(String type) throws MediaException {
    int wanted = ByteBuffer.wrap(type.getBytes(StandardCharsets.US_ASCII)).getInt();
    for (long at = 0; at + LONG_HEAD <= size; ) {
      long length = number(at, Integer.BYTES);
      if (length == LENGTH_FOLLOWS) {
        length = number(at + Long.BYTES, Long.BYTES);
      }
      if (length < Long.BYTES || length > size - at) {
        break;
      }
      if (number(at + Integer.BYTES, Integer.BYTES) == wanted) {
        return length;
      }
      at += length;
    }
    throw new MediaException(MediaError.CONTAINER_DAMAGED, "a copy without a box " + type);
  }

  private long number(long at, int length) {
    long number = 0;
    for (long i = at; i < at + length; i++) {
      number = number << Byte.SIZE | (blocks.get((int) (i / BLOCK))[(int) (i % BLOCK)] & 0xff);
    }
    return number;
  }

  /** All that was written and flushed, in pieces; also once this is closed. */
  byte[][] pieces() {
    byte[][] pieces = blocks.toArray(byte[][]::new);
    if (pieces.length > 0) {
      int last = pieces.length - 1;
      pieces[last] = Arrays.copyOf(pieces[last], (int) (size - (long) last * BLOCK));
    }
    return pieces;
  }

  @Override
  public void close() {
    CURRENT.remove();
    av_free(context.buffer());
    avio_context_free(context);
  }

  private int write(BytePointer from, int length) {
    if (position + length > limit) {
      return AVERROR_EIO();
    }
    for (int done = 0; done < length; ) {
      int block = (int) (position / BLOCK);
      int inBlock = (int) (position % BLOCK);
      while (blocks.size() <= block) {
        blocks.add(new byte[BLOCK]);
      }
      int part = Math.min(length - done, BLOCK - inBlock);
      from.position(done).get(blocks.get(block), inBlock, part);
      done += part;
      position += part;
    }
    from.position(0);
    size = Math.max(size, position);
    return length;
  }

  private long seek(long offset, int whence) {
    if (whence == AVSEEK_SIZE) {
      return size;
    }
    if (whence != SEEK_SET || offset < 0) {
      return AVERROR_ENOSYS();
    }
    position = offset;
    return offset;
  }

  private static final class Write extends Write_packet_Pointer_BytePointer_int {
    @Override
    public int call(Pointer opaque, BytePointer from, int length) {
      RecordingOutput output = CURRENT.get();
      if (output == null) {
        return AVERROR_EIO();
      }
      try {
        return output.write(from, length);
      } catch (RuntimeException | Error bug) {
        // an exception that leaves a callback ends the process
        output.bug = bug;
        return AVERROR_EIO();
      }
    }
  }

  private static final class Seek extends Seek_Pointer_long_int {
    @Override
    public long call(Pointer opaque, long offset, int whence) {
      RecordingOutput output = CURRENT.get();
      return output == null ? AVERROR_EIO() : output.seek(offset, whence);
    }
  }
}
