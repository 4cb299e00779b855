package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.models.LogisticRegression;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import io.verilock.vkyc.schemas.PhotoKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns a session's evidence into checks with scores. A pure function: frames count in the order of
 * their index, whatever order they came in.
 */
public final class SessionScorer {
  private static final List<String> NONE = List.of();

  private final ScoringSettings settings;
  private final ScoringModels models;
  private final PassiveLiveness passiveLiveness;
  private final FrozenVideo frozenVideo = new FrozenVideo();
  private final LoopedVideo loopedVideo = new LoopedVideo();
  private final PlanarFace planarFace = new PlanarFace();
  private final FaceContinuity faceContinuity;

  public SessionScorer(ScoringSettings settings, ScoringModels models) {
    this.settings = settings;
    this.models = models;
    this.passiveLiveness = new PassiveLiveness(models);
    this.faceContinuity = new FaceContinuity(models.faceMatch());
  }

  /** Every check of the session, in the order in which people read them. */
  public SessionScore score(Evidence evidence) {
    List<FrameEvidence> usable =
        evidence.frames().stream().filter(frame -> frame.template() != null).toList();
    float[] face = Templates.fuse(usable.stream().map(FrameEvidence::template).toList());
    List<Check> checks = new ArrayList<>();
    checks.addAll(passiveLiveness.checks(usable));
    checks.add(frozenVideo.check(usable));
    checks.add(loopedVideo.check(usable));
    checks.add(planarFace.check(usable, evidence.speechSeconds()));
    checks.add(
        Checks.unscored(CheckName.ACTIVE_LIVENESS, CheckStatus.not_performed, Map.of(), NONE));
    checks.add(faceContinuity.check(usable));
    checks.add(quality(evidence.frames(), usable));
    checks.add(speech(evidence));
    return matched(new SessionScore(face, checks), evidence.photos(), evidence.expectedPhotos());
  }

  /** The same score with its face compared to these photos. */
  public SessionScore matched(
      SessionScore score, Map<PhotoKind, PhotoEvidence> photos, Set<PhotoKind> expected) {
    List<Check> checks = new ArrayList<>();
    for (PhotoKind kind : List.of(PhotoKind.selfie, PhotoKind.document)) {
      checks.add(match(kind, score.face(), photos.get(kind), expected.contains(kind)));
    }
    for (Check check : score.checks()) {
      if (!CheckName.isMatch(check.getName())) {
        checks.add(check);
      }
    }
    return new SessionScore(score.face(), checks);
  }

  /** 0-100 for a face in the video and one on a photo. */
  public double matchScore(float[] videoFace, float[] photo) {
    return Checks.round(models.faceMatch().score(Templates.cosine(videoFace, photo)));
  }

  /** 0-100 for the mean over the frames of the fused logits. */
  public double livenessScore(double meanLogit) {
    return Checks.round(models.passiveLiveness().score(LogisticRegression.probability(meanLogit)));
  }

  /** The logit that the liveness models together give a frame. */
  public double livenessLogit(FrameEvidence frame) {
    return models.fusion().logit(frame.liveness());
  }

  private Check match(PhotoKind kind, float[] face, PhotoEvidence photo, boolean expected) {
    boolean selfie = kind == PhotoKind.selfie;
    String name = selfie ? CheckName.MATCH_SELFIE : CheckName.MATCH_DOCUMENT;
    if (photo == null) {
      Reason missing = selfie ? Reason.SELFIE_MISSING : Reason.DOCUMENT_MISSING;
      return Checks.unscored(
          name, CheckStatus.not_performed, Map.of(), expected ? Checks.codes(missing) : NONE);
    }
    if (photo.template() == null) {
      return Checks.unscored(
          name, CheckStatus.not_performed, Map.of(), Checks.codes(photo.reason()));
    }
    if (face == null) {
      return Checks.unscored(name, CheckStatus.not_performed, Map.of(), NONE);
    }
    double cosine = Templates.cosine(face, photo.template());
    return Checks.scored(name, models.faceMatch().score(cosine), Map.of("cosine", cosine));
  }

  private Check quality(List<FrameEvidence> frames, List<FrameEvidence> usable) {
    int withFace = 0;
    int withSeveral = 0;
    for (FrameEvidence frame : frames) {
      withFace += frame.sighting().faces() > 0 ? 1 : 0;
      withSeveral += frame.sighting().faces() > 1 ? 1 : 0;
    }
    Map<String, Double> measures = new HashMap<>();
    measures.put("frames", (double) frames.size());
    measures.put("face_frames", (double) withFace);
    measures.put("usable_frames", (double) usable.size());
    measures.put("several_faces_frames", (double) withSeveral);
    if (!usable.isEmpty()) {
      measures.put(
          "face_height",
          usable.stream().mapToDouble(frame -> frame.sighting().faceHeight()).average().orElse(0));
      measures.put(
          "sharpness",
          usable.stream().mapToDouble(frame -> frame.sighting().sharpness()).average().orElse(0));
    }
    List<Reason> reasons = new ArrayList<>();
    if (!frames.isEmpty() && withFace == 0) {
      reasons.add(Reason.NO_FACE);
    } else if (!frames.isEmpty() && usable.size() < settings.minimumUsableFrames()) {
      reasons.add(Reason.TOO_FEW_USABLE_FRAMES);
    }
    if (withSeveral > settings.multipleFacesShare() * frames.size()) {
      reasons.add(Reason.MULTIPLE_FACES);
    }
    if (frames.isEmpty()) {
      return Checks.unscored(CheckName.QUALITY, CheckStatus.not_performed, measures, NONE);
    }
    return Checks.scored(
        CheckName.QUALITY,
        100.0 * usable.size() / frames.size(),
        measures,
        reasons.toArray(Reason[]::new));
  }

  private static Check speech(Evidence evidence) {
    String audio = evidence.recording().audio();
    if (!"decoded".equals(audio)) {
      return Checks.unscored(
          CheckName.SPEECH, CheckStatus.not_performed, Map.of(), List.of("audio_" + audio));
    }
    if (evidence.speechSeconds() == null) {
      return Checks.unscored(
          CheckName.SPEECH,
          CheckStatus.not_available,
          Map.of(),
          List.of("speech_detection_not_available", "transcript_not_available"));
    }
    double seconds = evidence.speechSeconds();
    return Checks.unscored(
        CheckName.SPEECH,
        seconds >= 1 ? CheckStatus.passed : CheckStatus.uncertain,
        Map.of("speech_seconds", seconds),
        List.of("transcript_not_available"));
  }
}
