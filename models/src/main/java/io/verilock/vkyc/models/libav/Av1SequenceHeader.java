package io.verilock.vkyc.models.libav;

/**
 * The largest picture that an AV1 packet's sequence headers allow. libaom, unlike libav's own
 * decoders, has no limit on what it allocates, so that the packet is looked at first. No picture of
 * a sequence may be larger than its header says.
 */
public final class Av1SequenceHeader {
  private static final int SEQUENCE_HEADER = 1;

  private final Bytes bytes;
  private final long end;
  private long bit;

  /** Bytes by position, wherever they are. */
  public interface Bytes {
    int at(long position);
  }

  private Av1SequenceHeader(Bytes bytes, long start, long end) {
    this.bytes = bytes;
    this.bit = start * 8;
    this.end = end * 8;
  }

  /** Pixels of the largest picture announced in a packet; 0 where it announces none. */
  public static long largestPicture(Bytes bytes, int size) {
    long largest = 0;
    for (long at = 0; at < size; ) {
      int header = bytes.at(at);
      boolean extended = (header & 4) != 0;
      boolean sized = (header & 2) != 0;
      at += extended ? 2 : 1;
      long length = size - at;
      if (sized) {
        Av1SequenceHeader reader = new Av1SequenceHeader(bytes, at, size);
        length = reader.littleEndian128();
        at = reader.bit / 8;
      }
      if (length < 0 || length > size - at) {
        return largest;
      }
      if ((header >> 3 & 15) == SEQUENCE_HEADER) {
        largest = Math.max(largest, new Av1SequenceHeader(bytes, at, at + length).pixels());
      }
      at += length;
    }
    return largest;
  }

  /** Reads as far as the largest width and height; section 5.5 of the AV1 specification. */
  private long pixels() {
    skip(3 + 1); // profile, still picture
    if (flag()) {
      skip(5); // level of a still picture
    } else {
      int modelBits = timing();
      boolean displayDelays = flag();
      int operatingPoints = (int) take(5) + 1;
      for (int i = 0; i < operatingPoints; i++) {
        skip(12);
        if (take(5) > 7) {
          skip(1);
        }
        if (modelBits > 0 && flag()) {
          skip(2 * modelBits + 1);
        }
        if (displayDelays && flag()) {
          skip(4);
        }
      }
    }
    int widthBits = (int) take(4) + 1;
    int heightBits = (int) take(4) + 1;
    return (take(widthBits) + 1) * (take(heightBits) + 1);
  }

  /** Skips the timing information; returns the length of the delays that follow, 0 for none. */
  private int timing() {
    if (!flag()) {
      return 0;
    }
    skip(64);
    if (flag()) {
      int zeros = 0;
      while (zeros < 32 && !flag()) {
        zeros++;
      }
      skip(zeros);
    }
    if (!flag()) {
      return 0;
    }
    int delayBits = (int) take(5) + 1;
    skip(32 + 5 + 5);
    return delayBits;
  }

  private long littleEndian128() {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      long part = take(8);
      value |= (part & 0x7f) << (7 * i);
      if ((part & 0x80) == 0) {
        return value;
      }
    }
    return -1;
  }

  private boolean flag() {
    return take(1) == 1;
  }

  private void skip(int bits) {
    bit += bits;
  }

  /** Bits beyond the end are zero. */
  private long take(int bits) {
    long value = 0;
    for (int i = 0; i < bits; i++, bit++) {
      int one = bit < end ? bytes.at(bit >> 3) >> (7 - (bit & 7)) & 1 : 0;
      value = value << 1 | one;
    }
    return value;
  }
}
