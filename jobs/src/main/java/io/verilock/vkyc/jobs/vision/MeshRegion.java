package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.models.image.Similarity;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.stream.IntStream;

/**
 * What points of a face's mesh enclose, in a picture that the face was brought to.
 *
 * @param outline through the points, in pixels of that picture
 */
record MeshRegion(Path2D outline) {
  /**
   * The region within these points.
   *
   * @param mesh x, y and depth of each point in the picture that the face was found in
   * @param placed brings that picture to the one of the region
   */
  static MeshRegion of(float[] mesh, Similarity placed, int[] points) {
    Path2D outline = new Path2D.Double();
    for (int i = 0; i < points.length; i++) {
      double x = mesh[3 * points[i]];
      double y = mesh[3 * points[i] + 1];
      double placedX = placed.a() * x - placed.b() * y + placed.shiftX();
      double placedY = placed.b() * x + placed.a() * y + placed.shiftY();
      if (i == 0) {
        outline.moveTo(placedX, placedY);
      } else {
        outline.lineTo(placedX, placedY);
      }
    }
    outline.closePath();
    return new MeshRegion(outline);
  }

  /** The region made larger about the middle of its bounds. */
  MeshRegion grown(double across, double down) {
    double middleX = outline.getBounds2D().getCenterX();
    double middleY = outline.getBounds2D().getCenterY();
    AffineTransform about = AffineTransform.getTranslateInstance(middleX, middleY);
    about.scale(across, down);
    about.translate(-middleX, -middleY);
    return new MeshRegion(new Path2D.Double(outline, about));
  }

  /** Indices of the pixels within it, rising, in a square picture with this side. */
  int[] pixels(int side) {
    return IntStream.range(0, side * side)
        .filter(pixel -> outline.contains(pixel % side, Math.floorDiv(pixel, side)))
        .toArray();
  }

  /** The pixels of both, those in both once. */
  static int[] both(int[] one, int[] other) {
    return IntStream.concat(IntStream.of(one), IntStream.of(other)).distinct().sorted().toArray();
  }
}
