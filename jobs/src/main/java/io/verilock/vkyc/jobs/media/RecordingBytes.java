package io.verilock.vkyc.jobs.media;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;

/**
 * All bytes of a recording so far. They stay until the decoder is closed, because an MP4's index
 * may come last and point back to its start.
 */
final class RecordingBytes {
  private static final int BLOCK = 1 << 16;

  private final List<byte[]> blocks = new ArrayList<>();
  private long size;

  long size() {
    return size;
  }

  void append(byte[] bytes) {
    for (int done = 0; done < bytes.length; ) {
      int inBlock = (int) (size % BLOCK);
      if (inBlock == 0) {
        blocks.add(new byte[BLOCK]);
      }
      int length = Math.min(bytes.length - done, BLOCK - inBlock);
      System.arraycopy(bytes, done, blocks.get(blocks.size() - 1), inBlock, length);
      done += length;
      size += length;
    }
  }

  /** The first bytes, at most {@code length}. */
  byte[] head(int length) {
    byte[] head = new byte[(int) Math.min(size, length)];
    if (head.length > 0) {
      System.arraycopy(blocks.get(0), 0, head, 0, head.length);
    }
    return head;
  }

  /** Copies bytes that are there: {@code from + length} is at most {@link #size()}. */
  void copy(long from, BytePointer to, int length) {
    for (int done = 0; done < length; ) {
      long position = from + done;
      int inBlock = (int) (position % BLOCK);
      int part = Math.min(length - done, BLOCK - inBlock);
      to.position(done).put(blocks.get((int) (position / BLOCK)), inBlock, part);
      done += part;
    }
    to.position(0);
  }
}
