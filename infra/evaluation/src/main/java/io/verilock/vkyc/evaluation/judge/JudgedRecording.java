package io.verilock.vkyc.evaluation.judge;

import io.verilock.vkyc.jobs.decision.Evidence;
import io.verilock.vkyc.jobs.decision.FrameEvidence;
import io.verilock.vkyc.jobs.decision.PhotoEvidence;
import io.verilock.vkyc.jobs.decision.RecordingEvidence;
import io.verilock.vkyc.jobs.decision.SpeechEvidence;
import io.verilock.vkyc.jobs.media.MediaException;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.Prompt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that can be said of a recording.
 *
 * @param frames in their order; those before the failure, if there was one
 * @param speech what was said, as far as anybody listened
 * @param failure why the recording could not be decoded to its end
 */
public record JudgedRecording(
    List<FrameEvidence> frames,
    RecordingEvidence recording,
    SpeechEvidence speech,
    Optional<MediaException> failure) {
  /**
   * The evidence of a session with this recording.
   *
   * @param prompts what the person was asked for
   */
  public Evidence with(
      Map<PhotoKind, PhotoEvidence> photos, Set<PhotoKind> expected, List<Prompt> prompts) {
    return new Evidence(frames, photos, expected, recording, speech, null, prompts, null);
  }
}
