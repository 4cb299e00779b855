package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says whether there is speech in a recording, and what became of the transcript. */
public final class SpeechCheck {
  /** No dictation was loaded. */
  public static final String TRANSCRIPT_NOT_AVAILABLE = "transcript_not_available";

  /** No dictation that was loaded knows the session's language. */
  public static final String NO_DICTATION_FOR_LANGUAGE = "no_dictation_for_language";

  /** Nothing tells speech from other sound. */
  static final String DETECTION_NOT_AVAILABLE = "speech_detection_not_available";

  private static final String NOT_RECOGNISED = "speech_not_recognised";
  private static final String PARTIAL = "transcript_partial";
  private static final String CUT = "transcript_cut";

  /** Shorter than a second is no answer to a prompt. */
  private static final double ENOUGH_SECONDS = 1;

  private SpeechCheck() {}

  /**
   * Makes the check.
   *
   * @param audio what became of the sound, as {@link RecordingEvidence#audio()}
   */
  static Check of(SpeechEvidence speech, String audio) {
    if (!"decoded".equals(audio)) {
      return Checks.unscored(
          CheckName.SPEECH, CheckStatus.not_performed, Map.of(), List.of("audio_" + audio));
    }
    Map<String, Double> measures = new HashMap<>();
    List<String> codes = new ArrayList<>();
    if (speech.seconds() == null) {
      codes.add(DETECTION_NOT_AVAILABLE);
    } else {
      measures.put("speech_seconds", speech.seconds());
    }
    if (speech.obstacle() != null) {
      codes.add(speech.obstacle());
    }
    codes.addAll(transcriptCodes(speech));
    if (!speech.pieces().isEmpty()) {
      measures.put("pieces", (double) speech.pieces().size());
    }
    if (speech.confidence() != null) {
      measures.put("transcript_confidence", speech.confidence());
    }
    return Checks.unscored(CheckName.SPEECH, status(speech), measures, codes);
  }

  private static CheckStatus status(SpeechEvidence speech) {
    if (speech.transcript() != null) {
      return CheckStatus.passed;
    }
    if (speech.seconds() == null) {
      return CheckStatus.not_available;
    }
    return speech.seconds() >= ENOUGH_SECONDS ? CheckStatus.passed : CheckStatus.uncertain;
  }

  private static List<String> transcriptCodes(SpeechEvidence speech) {
    List<String> codes = new ArrayList<>();
    long unknown = speech.pieces().stream().filter(piece -> piece.text() == null).count();
    if (unknown > 0) {
      codes.add(unknown == speech.pieces().size() ? NOT_RECOGNISED : PARTIAL);
    }
    if (speech.cut()) {
      codes.add(CUT);
    }
    return codes;
  }
}
