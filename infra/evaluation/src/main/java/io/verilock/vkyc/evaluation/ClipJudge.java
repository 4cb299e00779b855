package io.verilock.vkyc.evaluation;

import io.verilock.vkyc.evaluation.judge.JudgedRecording;
import io.verilock.vkyc.evaluation.judge.RecordingJudge;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.jobs.decision.CheckName;
import io.verilock.vkyc.jobs.decision.FrameEvidence;
import io.verilock.vkyc.jobs.decision.LivenessScore;
import io.verilock.vkyc.jobs.decision.RecordingEvidence;
import io.verilock.vkyc.jobs.decision.ScoringModels;
import io.verilock.vkyc.jobs.decision.ScoringSettings;
import io.verilock.vkyc.jobs.decision.SessionScorer;
import io.verilock.vkyc.jobs.decision.SpeechEvidence;
import io.verilock.vkyc.jobs.vision.FrameJudge;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.face.LivenessScorer;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.schemas.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Looks at a presentation as the job looks at a session. Safe for use by several threads. */
final class ClipJudge {
  private final ModelSet models;
  private final VideoAnalysisConfig config;
  private final Gallery gallery;
  private final SessionScorer scorer;
  private final FrameJudge frames;
  private final RecordingJudge recordings;

  ClipJudge(ModelSet models, VideoAnalysisConfig config, Gallery gallery) {
    this.models = models;
    this.config = config;
    this.gallery = gallery;
    this.scorer =
        new SessionScorer(config.policies().standard().scoring(), ScoringModels.of(models));
    this.frames = new FrameJudge(models, config.minimumFaceHeight());
    this.recordings = new RecordingJudge(models, config);
  }

  /** What the job's checks say; empty where no frame could be read. */
  Optional<JudgedClip> judge(Presentation presentation) {
    return presentation.kind() == Presentation.Kind.VIDEO
        ? video(presentation)
        : pictures(presentation);
  }

  private Optional<JudgedClip> pictures(Presentation presentation) {
    long[] micros = PictureTimes.micros(presentation.files());
    List<FrameEvidence> evidence = new ArrayList<>();
    Thumbnail thumbnail = new Thumbnail();
    for (int i = 0; i < micros.length; i++) {
      long at = micros[i];
      gallery
          .picture(presentation.files().get(i))
          .ifPresent(
              picture -> {
                thumbnail.of(picture);
                evidence.add(frames.judge(evidence.size(), at, picture).evidence());
              });
    }
    JudgedRecording judged =
        new JudgedRecording(
            evidence, silent(evidence), SpeechEvidence.ofSeconds(0.0), Optional.empty());
    return clip(presentation, scorerOf(micros.length), judged, thumbnail);
  }

  private Optional<JudgedClip> video(Presentation presentation) {
    String path = presentation.name();
    Optional<byte[]> bytes = gallery.bytes(path);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    Thumbnail thumbnail = new Thumbnail();
    JudgedRecording judged =
        recordings.judge(bytes.get(), (picture, findings) -> thumbnail.of(picture));
    if (judged.failure().isPresent()) {
      gallery.unreadable(path, judged.failure().get().getMessage());
      return Optional.empty();
    }
    return clip(presentation, scorer, judged, thumbnail);
  }

  /** The first picture of a clip, small. */
  private static final class Thumbnail {
    private Picture small;

    void of(Picture picture) {
      if (small == null) {
        small = Thumbnails.small(picture);
      }
    }
  }

  private Optional<JudgedClip> clip(
      Presentation presentation,
      SessionScorer sessionScorer,
      JudgedRecording judged,
      Thumbnail thumbnail) {
    List<FrameEvidence> evidence = judged.frames();
    if (evidence.isEmpty()) {
      return Optional.empty();
    }
    List<Check> checks = sessionScorer.score(judged.with(Map.of(), Set.of(), List.of())).checks();
    long usable = evidence.stream().filter(frame -> frame.template() != null).count();
    SortedMap<String, Double> scores = new TreeMap<>();
    List<String> reasons = new ArrayList<>();
    for (Check check : checks) {
      if (check.getScore() != null) {
        scores.put(check.getName(), check.getScore());
      }
      reasons.addAll(check.getReasons());
    }
    return Optional.of(
        new JudgedClip(
            presentation.name(),
            presentation.label(),
            presentation.species(),
            presentation.identity(),
            sessionScorer.enough((int) usable),
            LivenessScore.of(checks),
            scores,
            modelMeans(evidence),
            List.copyOf(reasons),
            evidence.stream().map(frame -> frame(presentation, frame)).toList(),
            thumbnail.small));
  }

  private JudgedFrame frame(Presentation presentation, FrameEvidence frame) {
    SortedMap<String, Double> scores = modelMeans(List.of(frame));
    if (frame.lookedAt()) {
      scores.put(CheckName.PASSIVE_LIVENESS, scorer.livenessScore(scorer.livenessLogit(frame)));
    }
    return new JudgedFrame(
        presentation.label(), presentation.species(), frame.template() != null, scores);
  }

  /**
   * Pictures picked out of a clip are fewer than the job would have of it: half of them must be
   * usable, where the job asks for a number.
   */
  private SessionScorer scorerOf(int pictures) {
    int minimum =
        Math.min(config.policies().standard().scoring().minimumUsableFrames(), (pictures + 1) / 2);
    return new SessionScorer(
        new ScoringSettings(minimum, config.policies().standard().scoring().multipleFacesShare()),
        ScoringModels.of(models));
  }

  private static RecordingEvidence silent(List<FrameEvidence> frames) {
    long length =
        frames.isEmpty()
            ? 0
            : frames.get(frames.size() - 1).presentationTimeMicros()
                - frames.get(0).presentationTimeMicros();
    return new RecordingEvidence(
        frames.size(), 0, frames.size(), length, 0, 0, null, "none", "", false, null);
  }

  private SortedMap<String, Double> modelMeans(List<FrameEvidence> frames) {
    SortedMap<String, Double> means = new TreeMap<>();
    List<LivenessScorer> scorers = models.liveness();
    for (int i = 0; i < scorers.size(); i++) {
      int model = i;
      frames.stream()
          .filter(FrameEvidence::lookedAt)
          .mapToDouble(frame -> 100.0 * frame.liveness()[model])
          .average()
          .ifPresent(mean -> means.put(scorers.get(model).name(), mean));
    }
    return means;
  }
}
