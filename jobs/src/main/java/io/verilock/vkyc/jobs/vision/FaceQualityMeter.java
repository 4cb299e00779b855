package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.jobs.decision.FaceQuality;
import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.face.FaceAlignment;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Resize;

/**
 * Measures the quality of a face. Looks at the aligned face's pixels only, never at the whole
 * frame's.
 */
final class FaceQualityMeter {
  /** Width of the aligned face that the figures of {@link FaceQuality} were measured on. */
  private static final int SIDE = 112;

  // The face in an aligned picture: an oval from brow to chin and ear to ear.
  private static final double OVAL_X = 0.5 * SIDE;
  private static final double OVAL_Y = 0.61 * SIDE;
  private static final double OVAL_RADIUS_X = 0.30 * SIDE;
  private static final double OVAL_RADIUS_Y = 0.39 * SIDE;

  /** From a pixel to its neighbours along both axes and both diagonals. */
  private static final int[] NEIGHBOURS = {1, SIDE, SIDE + 1, SIDE - 1};

  /** What makes the directions comparable: a diagonal's neighbours are farther away. */
  private static final double[] REACH = {1, 1, 1.5, 1.5};

  private static final int DARK = 25;
  private static final int WHITE = 247;
  private static final int UNIFORMITY_BINS = 16;

  private FaceQualityMeter() {}

  /** The quality of a face that was found in a frame and aligned. */
  static FaceQuality measure(Picture frame, DetectedFace face, FaceAlignment alignment) {
    HeadPose pose = HeadPose.of(face, alignment.mesh());
    Luminance luminance = Luminance.of(alignment.face());
    return new FaceQuality(
        pose.interEyeDistance(),
        face.height() / frame.height(),
        luminance.sharpness(),
        luminance.uniformity(),
        luminance.share(0, DARK),
        luminance.share(WHITE, 255),
        luminance.entropy(),
        pose.yaw(),
        pose.pitch(),
        pose.roll(),
        pose.outside(frame));
  }

  /**
   * The luminance of an aligned face's oval.
   *
   * @param left histogram of the half at image left
   * @param right histogram of the other half
   * @param sharpness mean absolute second difference, along the direction where it is least: motion
   *     blurs one direction only
   */
  @SuppressWarnings("ArrayRecordComponent") // local to one call, never compared
  private record Luminance(int[] left, int[] right, float sharpness) {
    static Luminance of(Picture aligned) {
      Picture face =
          aligned.width() == SIDE && aligned.height() == SIDE
              ? aligned
              : Resize.bilinear(aligned, SIDE, SIDE);
      int[] grey = new int[SIDE * SIDE];
      for (int i = 0; i < grey.length; i++) {
        grey[i] = FaceMeasures.grey(face, i);
      }
      int[] left = new int[256];
      int[] right = new int[256];
      long[] differences = new long[NEIGHBOURS.length];
      int pixels = 0;
      for (int y = 1; y < SIDE - 1; y++) {
        for (int x = 1; x < SIDE - 1; x++) {
          double across = (x - OVAL_X) / OVAL_RADIUS_X;
          double down = (y - OVAL_Y) / OVAL_RADIUS_Y;
          if (across * across + down * down <= 1) {
            int at = y * SIDE + x;
            for (int i = 0; i < NEIGHBOURS.length; i++) {
              int neighbours = grey[at - NEIGHBOURS[i]] + grey[at + NEIGHBOURS[i]];
              differences[i] += Math.abs(2 * grey[at] - neighbours);
            }
            (x < OVAL_X ? left : right)[grey[at]]++;
            pixels++;
          }
        }
      }
      double least = Double.MAX_VALUE;
      for (int i = 0; i < NEIGHBOURS.length; i++) {
        least = Math.min(least, differences[i] / REACH[i] / pixels);
      }
      return new Luminance(left, right, (float) least);
    }

    float share(int from, int to) {
      int inside = 0;
      for (int value = from; value <= to; value++) {
        inside += left[value] + right[value];
      }
      return (float) inside / (sum(left) + sum(right));
    }

    /** Shannon entropy of the histogram, in bits. */
    float entropy() {
      double pixels = sum(left) + sum(right);
      double entropy = 0;
      for (int value = 0; value < 256; value++) {
        double share = (left[value] + right[value]) / pixels;
        entropy -= share > 0 ? share * Math.log(share) / Math.log(2) : 0;
      }
      return (float) entropy;
    }

    /** Overlap of the two halves' histograms, 0 to 1. */
    float uniformity() {
      double lefts = sum(left);
      double rights = sum(right);
      double overlap = 0;
      int width = 256 / UNIFORMITY_BINS;
      for (int bin = 0; bin < UNIFORMITY_BINS; bin++) {
        int inLeft = 0;
        int inRight = 0;
        for (int value = bin * width; value < (bin + 1) * width; value++) {
          inLeft += left[value];
          inRight += right[value];
        }
        overlap += Math.min(inLeft / lefts, inRight / rights);
      }
      return (float) overlap;
    }

    private static int sum(int[] histogram) {
      int sum = 0;
      for (int count : histogram) {
        sum += count;
      }
      return sum;
    }
  }
}
