package io.verilock.vkyc.models.image;

/**
 * Cuts a rectangle out of a picture and brings it to a size, bilinear between the four nearest
 * pixels, with pixel centres at halves. This is how the networks' training pictures were made; a
 * smoother reduction would hide the texture that liveness models look at.
 */
public final class Resize {
  private static final int BITS = 11;
  private static final int ONE = 1 << BITS;
  private static final int HALF_OF_BOTH_AXES = 1 << (2 * BITS - 1);

  private Resize() {}

  /** The whole picture at another size. */
  public static Picture bilinear(Picture picture, int width, int height) {
    return bilinear(picture, new Rectangle(0, 0, picture.width(), picture.height()), width, height);
  }

  /**
   * A rectangle of the picture at another size. What lies outside the picture is its mirror image
   * at the edge, the edge's own pixels not repeated.
   */
  public static Picture bilinear(Picture picture, Rectangle part, int width, int height) {
    Axis columns = Axis.of(part.left(), part.width(), picture.width(), width, 3);
    Axis rows = Axis.of(part.top(), part.height(), picture.height(), height, 3 * picture.width());
    byte[] from = picture.bgr();
    byte[] to = new byte[3 * width * height];
    int next = 0;
    for (int y = 0; y < height; y++) {
      int upper = rows.first[y];
      int lower = rows.second[y];
      int lowerWeight = rows.secondWeight[y];
      int upperWeight = ONE - lowerWeight;
      for (int x = 0; x < width; x++) {
        int left = columns.first[x];
        int right = columns.second[x];
        int weight = columns.secondWeight[x];
        long above = between(from, upper + left, upper + right, weight);
        long below = between(from, lower + left, lower + right, weight);
        to[next] = whole(Lanes.blue(above) * upperWeight + Lanes.blue(below) * lowerWeight);
        to[next + 1] = whole(Lanes.green(above) * upperWeight + Lanes.green(below) * lowerWeight);
        to[next + 2] = whole(Lanes.red(above) * upperWeight + Lanes.red(below) * lowerWeight);
        next += 3;
      }
    }
    return new Picture(width, height, to);
  }

  /** What lies between two pixels of a row, times {@link #ONE}. */
  private static long between(byte[] from, int left, int right, int rightWeight) {
    if (right == left + 3 && Lanes.canRead(from, left)) {
      long pixels = Lanes.read(from, left);
      return Lanes.left(pixels) * (ONE - rightWeight) + Lanes.right(pixels) * rightWeight;
    }
    return Lanes.of(from[left], from[left + 1], from[left + 2]) * (ONE - rightWeight)
        + Lanes.of(from[right], from[right + 1], from[right + 2]) * rightWeight;
  }

  private static byte whole(int timesBothAxes) {
    return (byte) ((timesBothAxes + HALF_OF_BOTH_AXES) >> (2 * BITS));
  }

  /** For each place along one axis of the result: byte offsets of two pixels and their weight. */
  @SuppressWarnings("ArrayRecordComponent") // local to one call, never compared
  private record Axis(int[] first, int[] second, int[] secondWeight) {
    static Axis of(int start, int length, int available, int places, int stride) {
      Axis axis = new Axis(new int[places], new int[places], new int[places]);
      double step = (double) length / places;
      for (int place = 0; place < places; place++) {
        double at = Math.min(Math.max((place + 0.5) * step - 0.5, 0), length - 1);
        int whole = (int) at;
        axis.first[place] = stride * mirrored(start + whole, available);
        axis.second[place] = stride * mirrored(start + Math.min(whole + 1, length - 1), available);
        axis.secondWeight[place] = (int) Math.round((at - whole) * ONE);
      }
      return axis;
    }

    private static int mirrored(int index, int length) {
      if (length == 1) {
        return 0;
      }
      int period = 2 * (length - 1);
      int within = Math.floorMod(index, period);
      return within < length ? within : period - within;
    }
  }
}
