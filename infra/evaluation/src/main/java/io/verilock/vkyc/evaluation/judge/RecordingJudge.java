package io.verilock.vkyc.evaluation.judge;

import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.jobs.decision.FrameEvidence;
import io.verilock.vkyc.jobs.decision.RecordingEvidence;
import io.verilock.vkyc.jobs.media.MediaDecoder;
import io.verilock.vkyc.jobs.media.MediaException;
import io.verilock.vkyc.jobs.media.MediaSink;
import io.verilock.vkyc.jobs.media.MediaSummary;
import io.verilock.vkyc.jobs.vision.FrameFindings;
import io.verilock.vkyc.jobs.vision.FrameJudge;
import io.verilock.vkyc.jobs.vision.SeenSoFar;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.image.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges a recording as the job does: the same frames and sound, the same models, the same
 * evidence. Safe for use by several threads.
 */
public final class RecordingJudge {
  private final ModelSet models;
  private final VideoAnalysisConfig config;
  private final FrameJudge frames;

  /** Judges with these models, and by these settings. */
  public RecordingJudge(ModelSet models, VideoAnalysisConfig config) {
    this.models = models;
    this.config = config;
    this.frames = new FrameJudge(models, config.minimumFaceHeight(), config.lookSchedule());
  }

  /** Sees each frame when it is judged, upright. */
  @FunctionalInterface
  public interface Onlooker {
    void see(Picture picture, FrameFindings findings);
  }

  /** All that can be said of a recording. */
  public JudgedRecording judge(byte[] recording, Onlooker onlooker) {
    Judging judging = new Judging(onlooker);
    try (MediaDecoder decoder = new MediaDecoder(config.media(), config.frameRate(), judging)) {
      decoder.feed(recording);
      return judging.judged(decoder.finish(), Optional.empty());
    } catch (MediaException e) {
      return judging.judged(null, Optional.of(e));
    }
  }

  /** One recording in the making. */
  private final class Judging implements MediaSink {
    private final Onlooker onlooker;
    private final List<FrameEvidence> evidence = new ArrayList<>();
    private final SpeechHeard speech =
        new SpeechHeard(models.voiceActivity(), Optional.empty(), "en");
    private SeenSoFar soFar = SeenSoFar.NOTHING;
    private int audioPieces;

    Judging(Onlooker onlooker) {
      this.onlooker = onlooker;
    }

    @Override
    public void frame(int index, long presentationTimeMicros, Picture picture) {
      FrameFindings findings = frames.judge(index, presentationTimeMicros, picture, soFar);
      soFar = findings.soFar();
      evidence.add(findings.evidence());
      onlooker.see(findings.picture(), findings);
    }

    @Override
    public void audio(int index, short[] samples) {
      speech.hear(samples);
      audioPieces++;
    }

    private JudgedRecording judged(MediaSummary summary, Optional<MediaException> failure) {
      RecordingEvidence recording =
          RecordingEvidence.of(
              evidence.size(),
              audioPieces,
              summary,
              false,
              failure.map(e -> e.code().code()).orElse(null));
      return new JudgedRecording(evidence, recording, speech.end(), failure);
    }
  }
}
