package io.verilock.vkyc.local.evaluate;

import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.jobs.decision.CheckName;
import io.verilock.vkyc.jobs.decision.Evidence;
import io.verilock.vkyc.jobs.decision.FrameEvidence;
import io.verilock.vkyc.jobs.decision.LivenessScore;
import io.verilock.vkyc.jobs.decision.RecordingEvidence;
import io.verilock.vkyc.jobs.decision.ScoringModels;
import io.verilock.vkyc.jobs.decision.ScoringSettings;
import io.verilock.vkyc.jobs.decision.SessionScorer;
import io.verilock.vkyc.jobs.media.MediaDecoder;
import io.verilock.vkyc.jobs.media.MediaException;
import io.verilock.vkyc.jobs.media.MediaSink;
import io.verilock.vkyc.jobs.media.MediaSummary;
import io.verilock.vkyc.jobs.vision.FrameAnalyser;
import io.verilock.vkyc.jobs.vision.FrameFindings;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.face.LivenessScorer;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.schemas.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
  private final FrameAnalyser analyser;

  ClipJudge(ModelSet models, VideoAnalysisConfig config, Gallery gallery) {
    this.models = models;
    this.config = config;
    this.gallery = gallery;
    this.scorer =
        new SessionScorer(config.policies().standard().scoring(), ScoringModels.of(models));
    this.analyser = new FrameAnalyser(models, config.minimumFaceHeight());
  }

  /** What the job's checks say; empty where no frame could be read. */
  Optional<JudgedClip> judge(Presentation presentation) {
    return presentation.kind() == Presentation.Kind.VIDEO
        ? video(presentation)
        : pictures(presentation);
  }

  private Optional<JudgedClip> pictures(Presentation presentation) {
    long[] micros = FrameTimes.micros(presentation.files());
    Frames frames = new Frames();
    for (int i = 0; i < micros.length; i++) {
      long at = micros[i];
      gallery.picture(presentation.files().get(i)).ifPresent(picture -> frames.add(at, picture));
    }
    return frames.judged(presentation, scorerOf(micros.length), silent(frames.evidence), 0.0);
  }

  private Optional<JudgedClip> video(Presentation presentation) {
    String path = presentation.name();
    Optional<byte[]> recording = gallery.bytes(path);
    if (recording.isEmpty()) {
      return Optional.empty();
    }
    Frames frames = new Frames();
    SpeechHeard speech = new SpeechHeard(models.voiceActivity().orElse(null));
    MediaSink sink =
        new MediaSink() {
          @Override
          public void frame(int index, long presentationTimeMicros, Picture picture) {
            frames.add(presentationTimeMicros, picture);
          }

          @Override
          public void audio(int index, short[] samples) {
            speech.hear(samples);
          }
        };
    try (MediaDecoder decoder = new MediaDecoder(config.media(), config.frameRate(), sink)) {
      decoder.feed(recording.get());
      MediaSummary summary = decoder.finish();
      RecordingEvidence made =
          new RecordingEvidence(
              summary.sampledFrames(),
              summary.audioPieces(),
              summary.durationMicros(),
              summary.audio().name().toLowerCase(Locale.ROOT),
              summary.makers(),
              false,
              null);
      return frames.judged(presentation, scorer, made, speech.seconds());
    } catch (MediaException e) {
      gallery.unreadable(path, e.getMessage());
      return Optional.empty();
    }
  }

  /** The evidence of the frames so far. */
  private final class Frames {
    private final List<FrameEvidence> evidence = new ArrayList<>();
    private Picture thumbnail;

    private void add(long micros, Picture picture) {
      FrameFindings findings = analyser.analyse(evidence.size(), micros, picture);
      FrameEvidence frame = findings.evidence();
      if (thumbnail == null) {
        thumbnail = Thumbnails.small(picture);
      }
      if (findings.aligned().isPresent()) {
        float[] liveness = new float[findings.livenessCrops().length];
        for (int i = 0; i < liveness.length; i++) {
          liveness[i] = (float) models.liveness().get(i).score(findings.livenessCrops()[i]);
        }
        float[] template = models.embedder().embed(findings.aligned().get());
        frame =
            frame
                .with(FrameEvidence.ofLiveness(frame.index(), liveness))
                .with(FrameEvidence.ofTemplate(frame.index(), template));
      }
      evidence.add(frame);
    }

    private Optional<JudgedClip> judged(
        Presentation presentation,
        SessionScorer sessionScorer,
        RecordingEvidence recording,
        Double speechSeconds) {
      if (evidence.isEmpty()) {
        return Optional.empty();
      }
      List<Check> checks =
          sessionScorer
              .score(new Evidence(evidence, Map.of(), Set.of(), recording, speechSeconds))
              .checks();
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
              evidence.stream().map(frame -> judged(presentation, frame)).toList(),
              thumbnail));
    }

    private JudgedFrame judged(Presentation presentation, FrameEvidence frame) {
      SortedMap<String, Double> scores = modelMeans(List.of(frame));
      if (frame.liveness() != null && frame.liveness().length > 0) {
        scores.put(CheckName.PASSIVE_LIVENESS, scorer.livenessScore(scorer.livenessLogit(frame)));
      }
      return new JudgedFrame(
          presentation.label(), presentation.species(), frame.template() != null, scores);
    }
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
    return new RecordingEvidence(frames.size(), 0, length, "none", "", false, null);
  }

  private SortedMap<String, Double> modelMeans(List<FrameEvidence> frames) {
    SortedMap<String, Double> means = new TreeMap<>();
    List<LivenessScorer> scorers = models.liveness();
    for (int i = 0; i < scorers.size(); i++) {
      int model = i;
      frames.stream()
          .filter(frame -> frame.liveness() != null)
          .mapToDouble(frame -> 100.0 * frame.liveness()[model])
          .average()
          .ifPresent(mean -> means.put(scorers.get(model).name(), mean));
    }
    return means;
  }
}
