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
