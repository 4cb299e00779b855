package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.models.image.Picture;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The pixels of a face as logarithms, in which how brightly it is lit is a sum and the colour of
 * the light as well.
 *
 * @param light of luminance
 * @param red of red by green
 * @param blue of green by blue
 */
@SuppressWarnings("ArrayRecordComponent") // local to one call, never compared
record SkinColours(double[] light, double[] red, double[] blue) {
  private static final double MIDDLE = 0.5;

  /** Added to every channel, of 255, so that black has a logarithm. */
  private static final double DARK = 4;

  /** The colours of a picture. */
  static SkinColours of(Picture picture) {
    int pixels = picture.width() * picture.height();
    SkinColours colours =
        new SkinColours(new double[pixels], new double[pixels], new double[pixels]);
    byte[] bgr = picture.bgr();
    for (int i = 0; i < pixels; i++) {
      double b = Math.log((bgr[3 * i] & 0xff) + DARK);
      double g = Math.log((bgr[3 * i + 1] & 0xff) + DARK);
      double r = Math.log((bgr[3 * i + 2] & 0xff) + DARK);
      colours.light[i] = Math.log(FaceMeasures.grey(picture, i) + DARK);
      colours.red[i] = r - g;
      colours.blue[i] = g - b;
    }
    return colours;
  }

  /** The luminance that this share of the pixels is darker than. */
  double light(int[] pixels, double share) {
    return quantile(light, pixels, share);
  }

  /** Median of red by green. */
  double redness(int[] pixels) {
    return quantile(red, pixels, MIDDLE);
  }

  /**
   * Share of the pixels that differ from the medians of the skin's.
   *
   * @param colour how far in red and blue
   * @param brightness how far in luminance
   */
  double foreign(int[] pixels, int[] skin, double colour, double brightness) {
    double skinLight = quantile(light, skin, MIDDLE);
    double skinRed = quantile(red, skin, MIDDLE);
    double skinBlue = quantile(blue, skin, MIDDLE);
    return IntStream.of(pixels)
        .mapToDouble(
            pixel ->
                Math.hypot(red[pixel] - skinRed, blue[pixel] - skinBlue) > colour
                        || Math.abs(light[pixel] - skinLight) > brightness
                    ? 1
                    : 0)
        .average()
        .orElse(0);
  }

  private static double quantile(double[] values, int[] pixels, double share) {
    double[] sorted = IntStream.of(pixels).mapToDouble(pixel -> values[pixel]).toArray();
    Arrays.sort(sorted);
    return sorted[(int) (share * (sorted.length - 1))];
  }
}
