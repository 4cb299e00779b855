package io.verilock.vkyc.evaluation;

import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Resize;

/** Pictures small enough to be shown by the dozen. */
final class Thumbnails {
  private static final int LONGER_SIDE = 160;

  private Thumbnails() {}

  /** The picture with its longer side at 160 pixels at most. */
  static Picture small(Picture picture) {
    double scale = Math.min(1, (double) LONGER_SIDE / Math.max(picture.width(), picture.height()));
    if (scale == 1) {
      return picture;
    }
    return Resize.bilinear(
        picture,
        Math.max(1, (int) Math.round(picture.width() * scale)),
        Math.max(1, (int) Math.round(picture.height() * scale)));
  }
}
