package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.image.Picture;
import java.util.Comparator;
import java.util.List;

/**
 * Whom a picture shows: the face that is large and near the middle. On Labelled Faces in the Wild,
 * whose pictures have the named person in the middle, this finds whom being nearest the middle
 * finds, and the largest face is a bystander's in some.
 */
final class Prominence {
  private Prominence() {}

  /** The faces of a picture, the most prominent first. */
  static List<DetectedFace> sorted(List<DetectedFace> faces, Picture picture) {
    return faces.stream()
        .sorted(Comparator.comparingDouble((DetectedFace face) -> of(face, picture)).reversed())
        .toList();
  }

  /** Area in pixels, less the nearer the face's middle is to a corner of the picture: there 0. */
  static double of(DetectedFace face, Picture picture) {
    double middleX = picture.width() / 2.0;
    double middleY = picture.height() / 2.0;
    double x = face.left() + face.width() / 2 - middleX;
    double y = face.top() + face.height() / 2 - middleY;
    double fromMiddle = Math.hypot(x, y) / Math.hypot(middleX, middleY);
    return (double) face.width() * face.height() * Math.max(0, 1 - fromMiddle);
  }
}
