package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.models.LogisticRegression;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import io.verilock.vkyc.schemas.PhotoKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Turns a session's evidence into checks with scores. A pure function: frames count in the order of
 * their index, whatever order they came in.
 */
public final class SessionScorer {
  private static final List<String> NONE = List.of();
  private static final List<String> UNUSABLE =
      Checks.codes(Reason.NO_FACE, Reason.NO_UPRIGHT_FACE, Reason.TOO_FEW_USABLE_FRAMES);

  /** Share of the frames with a face that a defect must spoil to be named. */
  private static final double DEFECT_SHARE = 0.1;

  private final ScoringSettings settings;
  private final ScoringModels models;
  private final PassiveLiveness passiveLiveness;
  private final FrozenVideo frozenVideo = new FrozenVideo();
  private final LoopedVideo loopedVideo = new LoopedVideo();
  private final PlanarFace planarFace = new PlanarFace();
  private final EditedVideo editedVideo = new EditedVideo();
  private final SourceIntegrity sourceIntegrity = new SourceIntegrity();
  private final FaceContinuity faceContinuity;

  public SessionScorer(ScoringSettings settings, ScoringModels models) {
    this.settings = settings;
    this.models = models;
    this.passiveLiveness = new PassiveLiveness(models);
    this.faceContinuity = new FaceContinuity(models.faceMatch());
  }

  /** Every check of the session, in the order in which people read them. */
  public SessionScore score(Evidence evidence) {
    List<FrameEvidence> frames = CarriedLooks.over(evidence.frames());
    List<FrameEvidence> usable = frames.stream().filter(frame -> frame.template() != null).toList();
    long looks = evidence.frames().stream().filter(FrameEvidence::lookedAt).count();
    boolean enough = enough(usable.size());
    float[] face = enough ? Templates.fuse(usable) : null;
    Check quality = quality(evidence, usable);
    List<Check> checks = new ArrayList<>();
    checks.addAll(
        enough
            ? passiveLiveness.checks(usable, looks)
            : List.of(unusable(CheckName.PASSIVE_LIVENESS, quality)));
    checks.add(frozenVideo.check(usable));
    checks.add(loopedVideo.check(usable));
    checks.add(planarFace.check(usable, evidence.speech().seconds()));
    checks.add(editedVideo.check(evidence.recording()));
    checks.add(sourceIntegrity.check(evidence.capture(), evidence.recording()));
    Check headTurns = HeadTurnChallenge.check(frames, evidence.prompts());
    Check spoken = SpokenChallenge.of(evidence.phrase());
    checks.add(headTurns);
    checks.add(spoken);
    checks.add(active(List.of(headTurns, spoken)));
    checks.add(faceContinuity.check(usable));
    checks.add(quality);
    checks.add(SpeechCheck.of(evidence.speech(), evidence.recording().audio()));
    checks.add(AudioVideoSync.check(frames, evidence.speech()));
    Timeline timeline = Timeline.of(frames, evidence.photos().values(), this);
    return matched(
        new SessionScore(face, checks, timeline), evidence.photos(), evidence.expectedPhotos());
  }

  /**
   * The same score with its face compared to these photos. The timeline stays as it was made: the
   * frames' faces are forgotten once a session is scored.
   */
  public SessionScore matched(
      SessionScore score, Map<PhotoKind, PhotoEvidence> photos, Set<PhotoKind> expected) {
    List<Check> checks = new ArrayList<>();
    for (PhotoKind kind : List.of(PhotoKind.selfie, PhotoKind.document)) {
      checks.add(match(kind, score, photos.get(kind), expected.contains(kind)));
    }
    for (Check check : score.checks()) {
      if (!CheckName.isMatch(check.getName())) {
        checks.add(check);
      }
    }
    return new SessionScore(score.face(), checks, score.timeline());
  }

  /** Whether so many frames with a usable face are enough to score anything. */
  public boolean enough(int usableFrames) {
    return usableFrames >= settings.minimumUsableFrames();
  }

  /** 0-100 for a face in the video and one on a photo. */
  public double matchScore(float[] videoFace, float[] photo) {
    return Checks.round(models.faceMatch().score(Templates.cosine(videoFace, photo)));
  }

  /** The lowest of a face's matches with photos; null where no photo has a template. */
  public Double lowestMatch(float[] face, Iterable<PhotoEvidence> photos) {
    Double lowest = null;
    for (PhotoEvidence photo : photos) {
      if (photo.template() != null) {
        double score = matchScore(face, photo.template());
        lowest = lowest == null ? score : Math.min(lowest, score);
      }
    }
    return lowest;
  }

  /** 0-100 for the mean over the frames of the fused logits. */
  public double livenessScore(double meanLogit) {
    return Checks.round(models.passiveLiveness().score(LogisticRegression.probability(meanLogit)));
  }

  /** The logit that the liveness models together give a frame. */
  public double livenessLogit(FrameEvidence frame) {
    return models.fusion().logit(frame.liveness());
  }

  private Check match(PhotoKind kind, SessionScore score, PhotoEvidence photo, boolean expected) {
    boolean selfie = kind == PhotoKind.selfie;
    String name = selfie ? CheckName.MATCH_SELFIE : CheckName.MATCH_DOCUMENT;
    if (photo == null) {
      Reason missing = selfie ? Reason.SELFIE_MISSING : Reason.DOCUMENT_MISSING;
      return Checks.unscored(
          name, CheckStatus.not_performed, Map.of(), expected ? Checks.codes(missing) : NONE);
    }
    Map<String, Double> measures = measures(photo);
    if (photo.template() == null) {
      Check check =
          Checks.unscored(name, CheckStatus.not_performed, measures, Checks.codes(photo.reason()));
      check.setDetail(photo.detail());
      return check;
    }
    if (score.face() == null) {
      return unusable(name, score.check(CheckName.QUALITY));
    }
    double cosine = Templates.cosine(score.face(), photo.template());
    measures.put("cosine", cosine);
    Reason[] reasons = photo.reason() == null ? new Reason[0] : new Reason[] {photo.reason()};
    Check check = Checks.scored(name, models.faceMatch().score(cosine), measures, reasons);
    check.setDetail(photo.detail());
    return check;
  }

  private static Map<String, Double> measures(PhotoEvidence photo) {
    Map<String, Double> measures = new HashMap<>();
    if (photo.faces() > 0) {
      measures.put("photo_faces", (double) photo.faces());
      measures.put("photo_ghosts", (double) photo.ghosts());
      measures.put("photo_face_height", (double) photo.faceHeight());
      measures.put("photo_turn_degrees", (double) photo.turnDegrees());
    }
    if (photo.quality() != null) {
      measures.put("photo_quality", photo.quality());
    }
    return measures;
  }

  /** The lowest of the challenges that were asked for. */
  private static Check active(List<Check> challenges) {
    OptionalDouble lowest =
        challenges.stream()
            .filter(challenge -> challenge.getScore() != null)
            .mapToDouble(Check::getScore)
            .min();
    return lowest.isEmpty()
        ? Checks.unscored(CheckName.ACTIVE_LIVENESS, CheckStatus.not_performed, Map.of(), NONE)
        : Checks.scored(CheckName.ACTIVE_LIVENESS, lowest.getAsDouble(), Map.of());
  }

  private Check quality(Evidence evidence, List<FrameEvidence> usable) {
    List<FrameEvidence> frames = evidence.frames();
    int withFace = 0;
    int withSeveral = 0;
    int turned = 0;
    int lyingHints = 0;
    Map<FaceDefect, Integer> defects = new EnumMap<>(FaceDefect.class);
    for (FrameEvidence frame : frames) {
      withFace += frame.sighting().faces() > 0 ? 1 : 0;
      if (frame.sighting().quarters() != 0) {
        turned += frame.sighting().faces() > 0 ? 1 : 0;
        lyingHints += frame.sighting().faces() > 0 ? 0 : 1;
      }
      withSeveral += frame.sighting().faces() > 1 ? 1 : 0;
      if (frame.sighting().defect() != null) {
        defects.merge(frame.sighting().defect(), 1, Integer::sum);
      }
    }
    List<String> reasons = new ArrayList<>();
    boolean few = !enough(usable.size());
    if (!frames.isEmpty() && withFace == 0) {
      reasons.add(withoutFace(lyingHints > 0, evidence.recording()).code());
    } else if (!frames.isEmpty() && few) {
      reasons.add(Reason.TOO_FEW_USABLE_FRAMES.code());
    }
    if (withSeveral > settings.multipleFacesShare() * frames.size()) {
      reasons.add(Reason.MULTIPLE_FACES.code());
    }
    if (turned > 0) {
      reasons.add(Reason.VIDEO_NOT_UPRIGHT.code());
    }
    // One blink of blur is no advice worth giving; what a session failed of is.
    double named = few ? 1 : DEFECT_SHARE * withFace;
    defects.forEach(
        (defect, count) -> {
          if (count >= named) {
            reasons.add(defect.code());
          }
        });
    Map<String, Double> measures = QualityMeasures.of(usable);
    measures.put("frames", (double) frames.size());
    measures.put("face_frames", (double) withFace);
    measures.put("usable_frames", (double) usable.size());
    measures.put("several_faces_frames", (double) withSeveral);
    if (turned > 0) {
      measures.put("turned_frames", (double) turned);
    }
    if (evidence.recording().missingMicros() > 0) {
      measures.put("missing_seconds", evidence.recording().missingMicros() / 1e6);
    }
    return frames.isEmpty()
        ? Checks.unscored(CheckName.QUALITY, CheckStatus.not_performed, measures, NONE)
        : Checks.scored(
            CheckName.QUALITY, 100.0 * usable.size() / frames.size(), measures, reasons);
  }

  /** That nobody was there is said only of a recording that is whole. */
  private static Reason withoutFace(boolean lies, RecordingEvidence recording) {
    if (lies) {
      return Reason.NO_UPRIGHT_FACE;
    }
    return recording.damage() == null ? Reason.NO_FACE : Reason.TOO_FEW_USABLE_FRAMES;
  }

  /** A check that is not performed, for what the quality check says of the frames. */
  private static Check unusable(String name, Check quality) {
    List<String> reasons = quality.getReasons().stream().filter(UNUSABLE::contains).toList();
    return Checks.unscored(name, CheckStatus.not_performed, Map.of(), reasons);
  }
}
