package io.verilock.vkyc.local.evaluate;

import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.jobs.decision.CheckName;
import io.verilock.vkyc.jobs.decision.Evidence;
import io.verilock.vkyc.jobs.decision.FrameEvidence;
import io.verilock.vkyc.jobs.decision.LivenessScore;
import io.verilock.vkyc.jobs.decision.RecordingEvidence;
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

  ClipJudge(ModelSet models, VideoAnalysisConfig config, Gallery gallery, SessionScorer scorer) {
    this.models = models;
    this.config = config;
    this.gallery = gallery;
    this.scorer = scorer;
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
    return frames.judged(presentation, frames.recording(), 0.0);
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
      return frames.judged(presentation, made, speech.seconds());
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

    /** The recording that the pictures alone would be. */
    private RecordingEvidence recording() {
      return silent(evidence);
    }

    private Optional<JudgedClip> judged(
        Presentation presentation, RecordingEvidence recording, Double speechSeconds) {
      if (evidence.isEmpty()) {
        return Optional.empty();
      }
      List<Check> checks = checks(evidence, recording, speechSeconds);
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
              evidence.stream().anyMatch(frame -> frame.template() != null),
              LivenessScore.of(checks),
              scores,
              modelMeans(evidence),
              List.copyOf(reasons),
              evidence.stream().map(frame -> judged(presentation, frame)).toList(),
              thumbnail));
    }

    private JudgedFrame judged(Presentation presentation, FrameEvidence frame) {
      SortedMap<String, Double> scores = modelMeans(List.of(frame));
      for (Check check : checks(List.of(frame), silent(List.of(frame)), 0.0)) {
        if (check.getName().equals(CheckName.PASSIVE_LIVENESS) && check.getScore() != null) {
          scores.put(check.getName(), check.getScore());
        }
      }
      return new JudgedFrame(
          presentation.label(), presentation.species(), frame.template() != null, scores);
    }
  }

  private List<Check> checks(
      List<FrameEvidence> frames, RecordingEvidence recording, Double speechSeconds) {
    return scorer
        .score(new Evidence(frames, Map.of(), Set.of(), recording, speechSeconds))
        .checks();
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
