package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.jobs.decision.FaceDefect;
import io.verilock.vkyc.jobs.decision.FaceQuality;
import io.verilock.vkyc.jobs.decision.FaceSighting;
import io.verilock.vkyc.jobs.decision.FrameEvidence;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.face.FaceAlignment;
import io.verilock.vkyc.models.face.LivenessScorer;
import io.verilock.vkyc.models.image.Picture;
import java.util.List;
import java.util.Optional;

/**
 * Judges a frame: finds its faces, cuts out of the most prominent what the models look at, and asks
 * them. Each of these steps can be made elsewhere than the others; {@link #judge} makes them all.
 */
public final class FrameJudge {
  /**
   * Height of a face beside the largest, as a share of it, from which it counts. Somebody who looks
   * over the shoulder of a person at arm's length is no more than twice as far from the camera, and
   * half as high; posters, passers-by and the portrait on a card held up are a third or less.
   */
  private static final float PROMINENT = 0.4f;

  private static final Picture[] NO_CROPS = {};
  private static final float[] NO_POINTS = {};

  /** Outer corners of the eyes in the mesh. */
  private static final int EYE_LEFT = 33;

  private static final int EYE_RIGHT = 263;

  /** How the face moves shows in every seventh point as well as in all of them. */
  private static final int EVERY = 7;

  private final ModelSet models;
  private final FaceSearch search;
  private final int minimumFaceHeight;
  private final LookSchedule schedule;

  /**
   * A judge of frames whose liveness models look at every usable face.
   *
   * @param minimumFaceHeight in pixels; a lower face is seen but not used
   */
  public FrameJudge(ModelSet models, int minimumFaceHeight) {
    this(models, minimumFaceHeight, LookSchedule.EVERY_FRAME);
  }

  /**
   * A judge of frames.
   *
   * @param minimumFaceHeight in pixels; a lower face is seen but not used
   * @param schedule chooses what the liveness models look at
   */
  public FrameJudge(ModelSet models, int minimumFaceHeight, LookSchedule schedule) {
    this.models = models;
    this.search = new FaceSearch(models.detector());
    this.minimumFaceHeight = minimumFaceHeight;
    this.schedule = schedule;
  }

  /** All that can be said of an upright frame with this index and presentation time. */
  public FrameFindings judge(int index, long presentationTimeMicros, Picture picture) {
    return judge(index, presentationTimeMicros, picture, SeenSoFar.UPRIGHT);
  }

  /**
   * All that can be said of the frame with this index and presentation time.
   *
   * @param before what the findings of the recording's frame before it say
   */
  public FrameFindings judge(
      int index, long presentationTimeMicros, Picture picture, SeenSoFar before) {
    FrameFindings seen = see(index, presentationTimeMicros, picture, before);
    return seen.aligned()
        .map(
            face ->
                seen.with(liveness(models, index, seen.livenessCrops()))
                    .with(template(models, index, face)))
        .orElse(seen);
  }

  /** What the models say of the crops of a face; nothing where there are none. */
  public static FrameEvidence liveness(ModelSet models, int index, Picture[] crops) {
    float[] probabilities = new float[crops.length];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = (float) models.liveness().get(i).score(crops[i]);
    }
    return FrameEvidence.ofLiveness(index, probabilities);
  }

  /** The template of an aligned face. */
  public static FrameEvidence template(ModelSet models, int index, Picture aligned) {
    return FrameEvidence.ofTemplate(index, models.embedder().embed(aligned));
  }

  /**
   * What the frame with this index and presentation time shows.
   *
   * @param before what the findings of the recording's frame before it say
   */
  public FrameFindings see(
      int index, long presentationTimeMicros, Picture asItCame, SeenSoFar before) {
    FaceSearch.Found found = search.look(asItCame, before.direction());
    Picture picture = found.view().picture();
    List<DetectedFace> faces = found.view().faces();
    if (faces.isEmpty()) {
      return new FrameFindings(
          picture,
          new SeenSoFar(found.direction(), before.looks()),
          FrameEvidence.ofSighting(
              index, presentationTimeMicros, FaceSighting.withoutFace(found.hint())),
          faces,
          Optional.empty(),
          NO_CROPS);
    }
    DetectedFace face = faces.get(0);
    Optional<FaceAlignment> aligned =
        face.height() >= minimumFaceHeight
            ? models.aligner().align(picture, face)
            : Optional.empty();
    FaceQuality quality =
        aligned
            .map(alignment -> FaceQualityMeter.measure(picture, face, alignment))
            .orElse(FaceQuality.UNMEASURED);
    FaceSighting sighting =
        new FaceSighting(
            prominent(faces),
            face.height(),
            quality,
            FaceMeasures.signature(picture),
            aligned.map(alignment -> points(alignment.mesh())).orElse(NO_POINTS),
            defect(face, aligned.isPresent(), quality),
            found.view().quarters());
    FrameEvidence evidence = FrameEvidence.ofSighting(index, presentationTimeMicros, sighting);
    if (!sighting.usable()) {
      SeenSoFar soFar = new SeenSoFar(found.direction(), before.looks());
      return new FrameFindings(picture, soFar, evidence, faces, Optional.empty(), NO_CROPS);
    }
    Optional<Looks> look =
        schedule.choose(before.looks(), presentationTimeMicros, quality.unifiedScore());
    Picture[] crops = look.isPresent() ? crops(picture, face) : NO_CROPS;
    return new FrameFindings(
        picture,
        new SeenSoFar(found.direction(), look.orElse(before.looks())),
        crops.length == 0
            ? evidence.with(FrameEvidence.ofLiveness(index, FrameEvidence.NOT_LOOKED_AT))
            : evidence,
        faces,
        aligned.map(FaceAlignment::face),
        crops);
  }

  private FaceDefect defect(DetectedFace face, boolean aligned, FaceQuality quality) {
    if (face.height() < minimumFaceHeight) {
      return FaceDefect.FACE_TOO_SMALL;
    }
    if (!aligned) {
      return FaceDefect.FACE_UNCLEAR;
    }
    return quality.unifiedScore() < FaceQuality.USABLE_FROM ? quality.worstDefect() : null;
  }

  private static int prominent(List<DetectedFace> faces) {
    float enough = PROMINENT * faces.get(0).height();
    return (int) faces.stream().filter(face -> face.height() >= enough).count();
  }

  private static float[] points(float[] mesh) {
    if (mesh.length == 0) {
      return NO_POINTS;
    }
    int spread = (FaceAlignment.MESH_POINTS + EVERY - 1) / EVERY;
    float[] points = new float[2 * (2 + spread)];
    for (int i = 0; i < 2 + spread; i++) {
      int point = i == 0 ? EYE_LEFT : i == 1 ? EYE_RIGHT : EVERY * (i - 2);
      points[2 * i] = mesh[3 * point];
      points[2 * i + 1] = mesh[3 * point + 1];
    }
    return points;
  }

  private Picture[] crops(Picture picture, DetectedFace face) {
    List<LivenessScorer> scorers = models.liveness();
    Picture[] crops = new Picture[scorers.size()];
    for (int i = 0; i < crops.length; i++) {
      crops[i] = scorers.get(i).crop(picture, face);
    }
    return crops;
  }
}
