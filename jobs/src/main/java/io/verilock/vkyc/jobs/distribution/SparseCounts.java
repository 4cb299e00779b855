package io.verilock.vkyc.jobs.distribution;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Counts that are mostly zero, as bytes: the places that are not, and what stands there. */
final class SparseCounts {
  private SparseCounts() {}

  static void write(long[] counts, DataOutput out) throws IOException {
    int filled = 0;
    for (long count : counts) {
      filled += count == 0 ? 0 : 1;
    }
    out.writeShort(filled);
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        out.writeShort(i);
        writeLong(counts[i], out);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if there is a place beyond {@code length}
   */
  static long[] read(int length, DataInput in) throws IOException {
    long[] counts = new long[length];
    int filled = in.readUnsignedShort();
    for (int i = 0; i < filled; i++) {
      int place = in.readUnsignedShort();
      if (place >= length) {
        throw new IOException("there is no bin " + place);
      }
      counts[place] = readLong(in);
    }
    return counts;
  }

  /** Small numbers of either sign in few bytes: zigzag, seven bits a byte. */
  static void writeLong(long value, DataOutput out) throws IOException {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7fL) != 0) {
      out.writeByte((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  static long readLong(DataInput in) throws IOException {
    long value = 0;
    int shift = 0;
    int next;
    do {
      if (shift > 63) {
        throw new IOException("a number is too long");
      }
      next = in.readUnsignedByte();
      value |= (long) (next & 0x7f) << shift;
      shift += 7;
    } while ((next & 0x80) != 0);
    return (value >>> 1) ^ -(value & 1);
  }
}
