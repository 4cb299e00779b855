package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Similarity;
import io.verilock.vkyc.models.image.Warp;

/** A page, or a part of it, as it looks turned and scaled. */
record PageView(Picture picture, Similarity toView) {
  /**
   * The surroundings of a point, which comes to the middle.
   *
   * @param scale by how much lengths grow
   * @param degrees by how much the page is turned clockwise
   */
  static PageView around(
      Picture page, double x, double y, double scale, double degrees, int width, int height) {
    double a = scale * Math.cos(Math.toRadians(degrees));
    double b = scale * Math.sin(Math.toRadians(degrees));
    Similarity toView =
        new Similarity(a, b, (width - 1) / 2.0 - a * x + b * y, (height - 1) / 2.0 - b * x - a * y);
    return new PageView(Warp.through(page, toView, width, height), toView);
  }

  /** The whole page. */
  static PageView whole(Picture page, double scale, double degrees) {
    double cos = Math.abs(Math.cos(Math.toRadians(degrees)));
    double sin = Math.abs(Math.sin(Math.toRadians(degrees)));
    // A quarter turn's cosine is not quite nothing: without the rounding it would cost a row.
    int width = (int) Math.max(1, Math.round(scale * (page.width() * cos + page.height() * sin)));
    int height = (int) Math.max(1, Math.round(scale * (page.width() * sin + page.height() * cos)));
    return around(
        page, (page.width() - 1) / 2.0, (page.height() - 1) / 2.0, scale, degrees, width, height);
  }

  /** Where on the page a face of this view is. */
  FaceSpot spot(DetectedFace face) {
    Similarity toPage = toView.inverse();
    double x = face.left() + face.width() / 2;
    double y = face.top() + face.height() / 2;
    return new FaceSpot(
        toPage.a() * x - toPage.b() * y + toPage.shiftX(),
        toPage.b() * x + toPage.a() * y + toPage.shiftY(),
        face.height() * toPage.scale(),
        face.confidence());
  }
}
