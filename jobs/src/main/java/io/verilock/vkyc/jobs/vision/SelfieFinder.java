package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.face.FaceAlignment;
import io.verilock.vkyc.models.face.StillEmbedder;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Pictures;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds who a selfie shows, upright or turned by quarters: the direction in which the detector is
 * surest of the most prominent face. At most four detections.
 */
final class SelfieFinder {
  /** Of 1237 upright pictures of Labelled Faces in the Wild all but two reach this. */
  private static final float SURE = 0.9f;

  private static final float CLEARLY = 0.1f;

  /** Who is less prominent than this, in shares of the most prominent, is a bystander. */
  private static final double PROMINENT = 0.5;

  private final ModelSet models;
  private final StillEmbedder embedder;

  SelfieFinder(ModelSet models) {
    this.models = models;
    this.embedder = new StillEmbedder(models.embedder());
  }

  /** The prominent faces, the most prominent first; none where the picture has no face. */
  List<SeenFace> find(Picture picture) {
    Turned best = null;
    for (int quarters = 0; quarters < 4 && (best == null || best.confidence() < SURE); quarters++) {
      Picture turned = Pictures.rotated(picture, quarters);
      List<DetectedFace> faces = Prominence.sorted(models.detector().detect(turned), turned);
      if (!faces.isEmpty() && (best == null || surer(faces.get(0), best))) {
        best = new Turned(turned, quarters, faces);
      }
    }
    return best == null ? List.of() : seen(best);
  }

  /** A picture as it came is turned only for a clearly surer face: some detectors know no up. */
  private static boolean surer(DetectedFace face, Turned best) {
    float margin = best.degrees() == 0 ? CLEARLY : 0;
    return face.confidence() > best.confidence() + margin;
  }

  private List<SeenFace> seen(Turned turned) {
    Picture picture = turned.picture();
    double most = Prominence.of(turned.faces().get(0), picture);
    List<SeenFace> seen = new ArrayList<>();
    for (DetectedFace face : turned.faces()) {
      if (Prominence.of(face, picture) >= PROMINENT * most) {
        models
            .aligner()
            .align(picture, face)
            .map(aligned -> seen(face, turned, aligned))
            .ifPresent(seen::add);
      }
    }
    return seen;
  }

  private SeenFace seen(DetectedFace face, Turned turned, FaceAlignment aligned) {
    float[] template = embedder.embed(turned.picture(), aligned);
    return SeenFace.of(face, turned.spot(face), turned.degrees(), aligned.face(), template);
  }

  /**
   * A picture, turned, and its faces.
   *
   * @param quarters by how many it is turned clockwise
   */
  private record Turned(Picture picture, int quarters, List<DetectedFace> faces) {
    /** By how much an upright face of it is turned clockwise in the picture as it came. */
    double degrees() {
      return -90.0 * quarters;
    }

    /** Where in the picture as it came a face is. */
    FaceSpot spot(DetectedFace face) {
      double x = face.left() + face.width() / 2;
      double y = face.top() + face.height() / 2;
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
      return new FaceSpot(x, y, face.height(), face.confidence());
    }

    float confidence() {
      return faces.get(0).confidence();
    }
  }
}
