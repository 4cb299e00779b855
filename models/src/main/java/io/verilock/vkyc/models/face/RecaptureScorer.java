package io.verilock.vkyc.models.face;

import io.verilock.vkyc.models.LogisticRegression;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Rectangle;
import io.verilock.vkyc.models.image.Resize;

/**
 * Judges by the brightness and colours of a face whether it was recaptured from paper or a screen,
 * which reproduce fewer and other colours than skin has. After the chromatic moments of Wen, Han
 * and Jain, "Face Spoof Detection with Image Distortion Analysis" (2015); here mean and standard
 * deviation of luma and both chroma (ITU-R BT.601).
 */
public final class RecaptureScorer implements LivenessScorer {
  public static final String NAME = "recapture";

  /** Side of the crop in pixels: statistics of a face need no more. */
  private static final int SIDE = 64;

  private final LogisticRegression regression;

  public RecaptureScorer(LogisticRegression regression) {
    this.regression = regression;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Picture crop(Picture frame, DetectedFace face) {
    int side = Math.max(1, Math.round(Math.max(face.width(), face.height())));
    int left = Math.round(face.left() + face.width() / 2 - side / 2f);
    int top = Math.round(face.top() + face.height() / 2 - side / 2f);
    return Resize.bilinear(frame, new Rectangle(left, top, side, side), SIDE, SIDE);
  }

  @Override
  public double score(Picture crop) {
    return LogisticRegression.probability(regression.logit(statistics(crop)));
  }

  /** Means of Y, Cb and Cr, then their standard deviations, in levels of 256. */
  public static double[] statistics(Picture crop) {
    double[] sums = new double[3];
    double[] squares = new double[3];
    byte[] bgr = crop.bgr();
    for (int at = 0; at < bgr.length; at += 3) {
      int blue = bgr[at] & 0xff;
      int green = bgr[at + 1] & 0xff;
      int red = bgr[at + 2] & 0xff;
      double luma = 0.114 * blue + 0.587 * green + 0.299 * red;
      double[] channels = {luma, 128 + 0.564 * (blue - luma), 128 + 0.713 * (red - luma)};
      for (int i = 0; i < 3; i++) {
        sums[i] += channels[i];
        squares[i] += channels[i] * channels[i];
      }
    }
    int pixels = bgr.length / 3;
    double[] statistics = new double[6];
    for (int i = 0; i < 3; i++) {
      double mean = sums[i] / pixels;
      statistics[i] = mean;
      statistics[3 + i] = Math.sqrt(Math.max(0, squares[i] / pixels - mean * mean));
    }
    return statistics;
  }
}
