package io.verilock.vkyc.models.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps one of several detections of the same face: the one the detector is surest of. */
final class Overlaps {
  private Overlaps() {}

  /**
   * The faces that are left, the largest first.
   *
   * @param limit share of the area two boxes cover together that they may have in common, 0 to 1
   */
  static List<DetectedFace> removed(List<DetectedFace> candidates, float limit) {
    List<DetectedFace> surestFirst = new ArrayList<>(candidates);
    surestFirst.sort(Comparator.comparingDouble(DetectedFace::confidence).reversed());
    List<DetectedFace> kept = new ArrayList<>();
    for (DetectedFace face : surestFirst) {
      if (kept.stream().noneMatch(other -> common(face, other) > limit)) {
        kept.add(face);
      }
    }
    kept.sort(Comparator.comparingDouble(Overlaps::area).reversed());
    return List.copyOf(kept);
  }

  private static double common(DetectedFace one, DetectedFace other) {
    double width =
        Math.min(one.left() + one.width(), other.left() + other.width())
            - Math.max(one.left(), other.left());
    double height =
        Math.min(one.top() + one.height(), other.top() + other.height())
            - Math.max(one.top(), other.top());
    double shared = Math.max(width, 0) * Math.max(height, 0);
    return shared / (area(one) + area(other) - shared);
  }

  private static double area(DetectedFace face) {
    return (double) face.width() * face.height();
  }
}
