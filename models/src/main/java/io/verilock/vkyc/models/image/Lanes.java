package io.verilock.vkyc.models.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Blue, green and red of a pixel side by side in one number, 21 bits each, so that one
 * multiplication weighs all three. A sum of weighted pixels is right as long as no lane needs more
 * than its bits: 255 times weights of at most 8,192 all in all.
 */
final class Lanes {
  /** So many pixels can be added up. */
  static final int MOST_SUMMED = 8_192;

  private static final int BITS = 21;
  private static final int MASK = (1 << BITS) - 1;

  /** Two neighbouring pixels have six bytes, and eight are read at once. */
  private static final int READ = Long.BYTES;

  private static final int PIXEL_BITS = 24;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Lanes() {}

  /** Whether two neighbouring pixels can be read here without reading beyond the end. */
  static boolean canRead(byte[] bgr, int at) {
    return at + READ <= bgr.length;
  }

  /** Two neighbouring pixels, for {@link #left} and {@link #right}. */
  static long read(byte[] bgr, int at) {
    return (long) LONGS.get(bgr, at);
  }

  static long left(long pixels) {
    return (pixels & 0xFF)
        | (pixels & 0xFF00) << (BITS - 8)
        | (pixels & 0xFF0000) << (2 * BITS - 16);
  }

  static long right(long pixels) {
    return left(pixels >>> PIXEL_BITS);
  }

  /** One pixel of its three bytes. */
  static long of(byte blue, byte green, byte red) {
    return (blue & 0xFFL) | (green & 0xFFL) << BITS | (red & 0xFFL) << (2 * BITS);
  }

  /** The sum of pixels that follow one another. */
  static long sum(byte[] bgr, int first, int pixels) {
    long sum = 0;
    int at = first;
    int last = first + 3 * pixels;
    for (; at + 6 <= last && canRead(bgr, at); at += 6) {
      long two = read(bgr, at);
      sum += left(two) + right(two);
    }
    for (; at < last; at += 3) {
      sum += of(bgr[at], bgr[at + 1], bgr[at + 2]);
    }
    return sum;
  }

  static int blue(long lanes) {
    return (int) lanes & MASK;
  }

  static int green(long lanes) {
    return (int) (lanes >>> BITS) & MASK;
  }

  static int red(long lanes) {
    return (int) (lanes >>> (2 * BITS));
  }
}
