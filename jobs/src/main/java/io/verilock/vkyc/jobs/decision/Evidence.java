package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.schemas.CaptureEvidence;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.Prompt;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that is known of a session when it is scored.
 *
 * @param frames in the order of their index
 * @param expectedPhotos the photos the session was to have
 * @param speech what is known of what was said
 * @param capture what the page that recorded tells, or null where none does
 * @param prompts what the person was asked for, in order
 * @param phrase whether they said the sentence among them; null where there is none
 */
public record Evidence(
    List<FrameEvidence> frames,
    Map<PhotoKind, PhotoEvidence> photos,
    Set<PhotoKind> expectedPhotos,
    RecordingEvidence recording,
    SpeechEvidence speech,
    CaptureEvidence capture,
    List<Prompt> prompts,
    PhraseEvidence phrase) {}
