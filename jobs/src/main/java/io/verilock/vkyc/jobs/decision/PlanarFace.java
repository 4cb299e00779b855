package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Whether the face moves like a flat and stiff thing, as a photo held before the camera does. All
 * views of a plane are related by homographies (Hartley and Zisserman, "Multiple View Geometry",
 * chapter 13): what a homography leaves over of a face's movement is depth and expression, and a
 * photo has neither.
 *
 * <p>Says nothing of a face that neither moves about nor speaks: there is nothing to tell by.
 */
final class PlanarFace {
  /** Seconds between the two views of a pair. */
  private static final double SHORTEST = 0.95;

  private static final double LONGEST = 2.05;
  private static final int ENOUGH_PAIRS = 10;

  /** Frames whose movement is looked at, spread over the video: an hour's call needs no more. */
  private static final int MOST_FRAMES = 400;

  /** Distances between the eyes by which a face must move to be judged by its movement. */
  private static final double MOVEMENT = 0.12;

  /** Seconds of speech from which the face must show it. */
  private static final double SPEECH = 1;

  /**
   * Distances between the eyes that a homography leaves over, as the root of the mean square: of
   * seven development recordings of people moving about the least is .0143, of seventeen photos
   * moved by hand in synthetic clips fifteen stay below .0116.
   */
  private static final double STIFF_WHEN_MOVING = 0.0105;

  /** The same for one who speaks: people .0101 and more, photos that lie still at most .0039. */
  private static final double STIFF_WHEN_SPEAKING = 0.006;

  /**
   * Share of the change of shape that a homography leaves over: people .70 and more, photos tilted
   * by hand .31 to .62 but for one.
   */
  private static final double FLAT = 0.64;

  /** Change of shape below which that share is noise. */
  private static final double TILTED = 0.012;

  /**
   * Looks at how the face's points move.
   *
   * @param speechSeconds seconds with speech, or null where nothing listens
   */
  Check check(List<FrameEvidence> usable, Double speechSeconds) {
    List<Double> shapes = new ArrayList<>();
    List<Double> rests = new ArrayList<>();
    List<Double> movements = new ArrayList<>();
    List<FrameEvidence> frames =
        usable.stream().filter(frame -> frame.sighting().facePoints().length > 0).toList();
    int step = 1 + frames.size() / MOST_FRAMES;
    for (int i = 0; i < frames.size(); i += step) {
      for (int j = i + 1; j < frames.size(); j++) {
        double apart = FrameSignatures.seconds(frames.get(i), frames.get(j));
        if (apart > LONGEST) {
          break;
        }
        if (apart >= SHORTEST) {
          FaceMovement movement =
              FaceMovement.between(
                  frames.get(i).sighting().facePoints(), frames.get(j).sighting().facePoints());
          shapes.add(movement.shape());
          rests.add(movement.rest());
          movements.add(movement.distance());
        }
      }
    }
    if (rests.size() < ENOUGH_PAIRS) {
      return unscored(Map.of());
    }
    double shape = median(shapes);
    double rest = median(rests);
    double movement = median(movements);
    Map<String, Double> measures =
        Map.of("movement", movement, "shape_change", shape, "not_planar", rest);
    boolean speaks = speechSeconds != null && speechSeconds >= SPEECH;
    if (movement < MOVEMENT && !speaks) {
      return unscored(measures);
    }
    double score = score(rest, movement < MOVEMENT ? STIFF_WHEN_SPEAKING : STIFF_WHEN_MOVING);
    if (movement >= MOVEMENT && shape >= TILTED) {
      score = Math.min(score, score(rest / shape - FLAT / 2, FLAT / 2));
    }
    return Checks.scored(
        CheckName.PLANAR_FACE,
        score,
        measures,
        score < 50 ? new Reason[] {Reason.PLANAR_FACE} : new Reason[0]);
  }

  /** 50 at the threshold, 0 at zero, 100 from twice the threshold on. */
  private static double score(double value, double threshold) {
    return Math.max(0, Math.min(100, 50 * value / threshold));
  }

  private static double median(List<Double> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }

  private static Check unscored(Map<String, Double> measures) {
    return Checks.unscored(CheckName.PLANAR_FACE, CheckStatus.not_performed, measures, List.of());
  }
}
