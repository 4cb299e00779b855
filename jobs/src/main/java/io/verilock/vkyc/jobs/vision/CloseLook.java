package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.jobs.decision.FaceQuality;
import io.verilock.vkyc.jobs.decision.Templates;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.face.FaceAlignment;
import io.verilock.vkyc.models.face.StillEmbedder;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Pictures;
import java.util.Comparator;
import java.util.Optional;

/**
 * Looks at one spot of a page, magnified and turned round, and brings the face there upright.
 *
 * <p>A detector of upright faces also answers for a face that lies or stands on its head, nearly as
 * sure as ever, with eyes and mouth in the wrong places: its landmarks do not say how a face is
 * turned, and a template made from them is worthless beyond some 15 degrees. So the spot is looked
 * at in all directions: around the right one the detector stays sure over a wide range. Within it,
 * the right angle is the one at which the face and its mirror image have the most similar
 * templates, for faces are symmetric and a tilt is not.
 *
 * <p>At most 48 detections for the directions, and 14 with as many templates for the angle.
 */
final class CloseLook {
  private static final int SIDE = 320;
  private static final int STEP = 15;
  private static final int DIRECTIONS = 360 / STEP;
  private static final int FINE_STEP = 5;
  private static final int FINE_STEPS = 3;

  /** Heights to which the face is brought: the second is for coarse prints, which it smooths. */
  private static final int[] HEIGHTS = {120, 45};

  /** Weights of a direction and of those 15 and 30 degrees beside it. */
  private static final double[] WEIGHTS = {0.125, 0.25, 0.25, 0.25, 0.125};

  private final ModelSet models;
  private final StillEmbedder embedder;
  private final double minimumConfidence;
  private final double minimumSymmetry;

  CloseLook(ModelSet models, double minimumConfidence, double minimumSymmetry) {
    this.models = models;
    this.embedder = new StillEmbedder(models.embedder());
    this.minimumConfidence = minimumConfidence;
    this.minimumSymmetry = minimumSymmetry;
  }

  /** The face at the spot; nothing where a close look shows none. */
  Optional<SeenFace> at(Picture page, FaceSpot spot) {
    for (int height : HEIGHTS) {
      double scale = height / spot.height();
      float[] confidences = new float[DIRECTIONS];
      for (int i = 0; i < DIRECTIONS; i++) {
        confidences[i] =
            nearMiddle(view(page, spot, scale, i * STEP).picture(), height)
                .map(DetectedFace::confidence)
                .orElse(0f);
      }
      int best = 0;
      for (int i = 1; i < DIRECTIONS; i++) {
        best = around(confidences, i) > around(confidences, best) ? i : best;
      }
      if (around(confidences, best) >= minimumConfidence) {
        return upright(page, spot, height, best * STEP);
      }
    }
    return Optional.empty();
  }

  private Optional<SeenFace> upright(Picture page, FaceSpot spot, int height, int direction) {
    Look best = null;
    for (int step = -FINE_STEPS; step <= FINE_STEPS; step++) {
      Optional<Look> look = look(page, spot, height, direction + step * FINE_STEP);
      if (look.isPresent() && (best == null || look.get().symmetry() > best.symmetry())) {
        best = look.get();
      }
    }
    return best == null || best.symmetry() < minimumSymmetry
        ? Optional.empty()
        : Optional.of(best.seen(embedder, height / spot.height()));
  }

  private Optional<Look> look(Picture page, FaceSpot spot, int height, double degrees) {
    PageView turned = view(page, spot, height / spot.height(), degrees);
    Picture view = turned.picture();
    Picture mirrored = Pictures.mirrored(view);
    Optional<DetectedFace> face = nearMiddle(view, height);
    Optional<FaceAlignment> aligned = face.flatMap(found -> models.aligner().align(view, found));
    Optional<FaceAlignment> mirrorImage =
        nearMiddle(mirrored, height).flatMap(found -> models.aligner().align(mirrored, found));
    if (aligned.isEmpty() || mirrorImage.isEmpty()) {
      return Optional.empty();
    }
    double symmetry =
        Templates.cosine(
            models.embedder().embed(aligned.get().face()),
            models.embedder().embed(mirrorImage.get().face()));
    return Optional.of(new Look(symmetry, turned, face.get(), aligned.get(), degrees));
  }

  private static PageView view(Picture page, FaceSpot spot, double scale, double degrees) {
    return PageView.around(page, spot.x(), spot.y(), scale, degrees, SIDE, SIDE);
  }

  /** The surest face in the middle that is about as high as it should be. */
  private Optional<DetectedFace> nearMiddle(Picture view, int height) {
    return models.detector().detect(view).stream()
        .filter(face -> face.height() > height / 2.0 && face.height() < height * 2.0)
        .filter(
            face ->
                Math.hypot(
                        face.left() + face.width() / 2 - SIDE / 2.0,
                        face.top() + face.height() / 2 - SIDE / 2.0)
                    < height / 2.0)
        .max(Comparator.comparingDouble(DetectedFace::confidence));
  }

  private static double around(float[] confidences, int direction) {
    double sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      int at = Math.floorMod(direction + i - WEIGHTS.length / 2, DIRECTIONS);
      sum += WEIGHTS[i] * confidences[at];
    }
    return sum;
  }

  /**
   * A face at one angle.
   *
   * @param symmetry cosine of its template and its mirror image's, -1 to 1
   * @param degrees by how much the page is turned clockwise in the view
   */
  private record Look(
      double symmetry, PageView view, DetectedFace face, FaceAlignment aligned, double degrees) {
    SeenFace seen(StillEmbedder embedder, double scale) {
      float[] template = embedder.embed(view.picture(), aligned);
      FaceSpot place = view.spot(face);
      FaceSpot spot = new FaceSpot(place.x(), place.y(), face.height() / scale, face.confidence());
      return SeenFace.of(
          face,
          spot,
          -degrees,
          aligned.face(),
          template,
          FaceQuality.UNMEASURED,
          FaceVisibility.UNMEASURED);
    }
  }
}
