package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.face.FaceDetector;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Pictures;
import java.util.List;

/**
 * A picture, turned, and its faces.
 *
 * @param quarters by how many it is turned clockwise
 * @param faces the most prominent first
 */
record TurnedPicture(Picture picture, int quarters, List<DetectedFace> faces) {
  /** Looks for faces in the picture once it is turned. */
  static TurnedPicture look(FaceDetector detector, Picture picture, int quarters) {
    Picture turned = Pictures.rotated(picture, quarters);
    return new TurnedPicture(turned, quarters, Prominence.sorted(detector.detect(turned), turned));
  }

  /** Whether no face was found. */
  boolean isEmpty() {
    return faces.isEmpty();
  }

  /** How sure the detector is of the most prominent face; 0 where there is none. */
  float confidence() {
    return isEmpty() ? 0 : faces.get(0).confidence();
  }

  /** By how much an upright face of it is turned clockwise in the picture as it came. */
  double degrees() {
    return -90.0 * quarters;
  }

  /** Where in the picture as it came a face is. */
  FaceSpot spot(DetectedFace face) {
    FaceSpot here = FaceSpot.of(face);
    double x = here.x();
    double y = here.y();
    int width = picture.width();
    int height = picture.height();
    for (int i = 0; i < quarters; i++) {
      double up = width - x;
      x = y;
      y = up;
      int swapped = width;
      width = height;
      height = swapped;
    }
    return new FaceSpot(x, y, here.height(), here.confidence());
  }
}
