package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Similarity;
import java.util.Arrays;
import java.util.Random;

/** Something drawn over the mouth of a face with a mesh. */
enum Covering {
  WHITE_MASK(225, 225, 225),
  BLUE_MASK(200, 160, 110),
  BLACK_MASK(30, 30, 30),
  GREY_MASK(128, 128, 128),
  GREEN_MASK(110, 150, 90),
  PINK_MASK(170, 150, 220),
  /** A bar over mouth and chin alone, as people draw one. */
  BLACK_BAR(0, 0, 0),
  /** The colour of the forehead in stripes, as fingers beside each other. */
  HAND(0, 0, 0);

  private static final int[] MASK = {6, 117, 234, 58, 172, 150, 152, 379, 397, 288, 454, 346};
  private static final int[] LOWER = {50, 58, 172, 150, 152, 379, 397, 288, 280};
  private static final int[] LIPS = {
    61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146
  };
  private static final int[] FOREHEAD = {107, 66, 69, 108, 151, 337, 299, 296, 336};
  private static final Similarity AS_IT_IS = new Similarity(1, 0, 0, 0);

  @SuppressWarnings("ImmutableEnumChecker") // never changed
  private final int[] bgr;

  Covering(int... bgr) {
    this.bgr = bgr;
  }

  /** The picture with the covering drawn on it, shaded and with the noise of a camera. */
  Picture over(Picture picture, float[] mesh, long seed) {
    Random random = new Random(seed);
    double[] forehead = mean(picture, region(mesh, FOREHEAD));
    double light = Math.max(0.35, Math.min(1.1, forehead[1] / 150));
    double stripes = 2 * Math.PI / (width(mesh) / 8);
    MeshRegion region =
        switch (this) {
          case HAND -> region(mesh, LOWER);
          case BLACK_BAR -> region(mesh, LIPS).grown(1.6, 2.5);
          default -> region(mesh, MASK);
        };
    double phase = random.nextDouble() * 2 * Math.PI;
    byte[] covered = picture.bgr().clone();
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        if (region.outline().contains(x, y)) {
          double shade =
              1 + (this == HAND ? 0.15 : 0.1) * Math.sin((x + 0.3 * y) * stripes / slow() + phase);
          for (int channel = 0; channel < 3; channel++) {
            double value = this == HAND ? forehead[channel] : bgr[channel] * light;
            covered[3 * (y * picture.width() + x) + channel] =
                (byte) Math.max(0, Math.min(255, value * shade + 2 * random.nextGaussian()));
          }
        }
      }
    }
    return new Picture(picture.width(), picture.height(), covered);
  }

  /** Cloth has wider folds than fingers are. */
  private double slow() {
    return this == HAND ? 1 : 4;
  }

  /** Between the outer corners of the eyes, in pixels. */
  private static double width(float[] mesh) {
    return Math.hypot(mesh[3 * 33] - mesh[3 * 263], mesh[3 * 33 + 1] - mesh[3 * 263 + 1]);
  }

  private static MeshRegion region(float[] mesh, int[] points) {
    return MeshRegion.of(mesh, AS_IT_IS, points);
  }

  private static double[] mean(Picture picture, MeshRegion region) {
    double[] sums = new double[3];
    int count = 0;
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        if (region.outline().contains(x, y)) {
          for (int channel = 0; channel < 3; channel++) {
            sums[channel] += picture.bgr()[3 * (y * picture.width() + x) + channel] & 0xff;
          }
          count++;
        }
      }
    }
    int all = Math.max(1, count);
    return Arrays.stream(sums).map(sum -> sum / all).toArray();
  }
}
