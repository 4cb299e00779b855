package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.face.FaceAlignment;
import io.verilock.vkyc.models.face.StillEmbedder;
import io.verilock.vkyc.models.image.Picture;
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
    TurnedPicture best = null;
    for (int quarters = 0; quarters < 4 && (best == null || best.confidence() < SURE); quarters++) {
      TurnedPicture turned = TurnedPicture.look(models.detector(), picture, quarters);
      if (!turned.isEmpty() && (best == null || surer(turned, best))) {
        best = turned;
      }
    }
    return best == null ? List.of() : seen(best);
  }

  /** A picture as it came is turned only for a clearly surer face: some detectors know no up. */
  private static boolean surer(TurnedPicture turned, TurnedPicture best) {
    float margin = best.quarters() == 0 ? CLEARLY : 0;
    return turned.confidence() > best.confidence() + margin;
  }

  private List<SeenFace> seen(TurnedPicture turned) {
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

  private SeenFace seen(DetectedFace face, TurnedPicture turned, FaceAlignment aligned) {
    float[] template = embedder.embed(turned.picture(), aligned);
    return SeenFace.of(
        face,
        turned.spot(face),
        turned.degrees(),
        aligned.face(),
        template,
        FaceQualityMeter.measure(turned.picture(), face, aligned),
        FaceVisibility.measure(turned.picture(), aligned.mesh()));
  }
}
