package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.decision.FrameEvidence;
import io.verilock.vkyc.jobs.decision.PhotoEvidence;
import io.verilock.vkyc.jobs.decision.RecordingEvidence;
import io.verilock.vkyc.jobs.io.Received;
import io.verilock.vkyc.schemas.ObjectReference;
import io.verilock.vkyc.schemas.SessionEvent;

/**
 * One thing learnt about a session. Of the components after {@code tally}, one is set; facts of a
 * session come in any order.
 *
 * @param tally the records it was learnt from, where they count as input of the result
 */
public record SessionFact(
    String sessionId,
    InputTally tally,
    SessionEvent event,
    Milestone milestone,
    FrameEvidence frame,
    RecordingEvidence recording,
    ObjectReference stored,
    SpeechPiece speech,
    PhotoEvidence photo) {

  static SessionFact event(Received<SessionEvent> received) {
    SessionEvent event = received.value();
    return new SessionFact(
        event.getSessionId(), InputTally.of(received), event, null, null, null, null, null, null);
  }

  static SessionFact milestone(String sessionId, Milestone milestone, InputTally tally) {
    return new SessionFact(sessionId, tally, null, milestone, null, null, null, null, null);
  }

  static SessionFact frame(String sessionId, FrameEvidence frame) {
    return new SessionFact(sessionId, null, null, null, frame, null, null, null, null);
  }

  static SessionFact recording(String sessionId, RecordingEvidence recording) {
    return new SessionFact(sessionId, null, null, null, null, recording, null, null, null);
  }

  static SessionFact stored(String sessionId, ObjectReference stored) {
    return new SessionFact(sessionId, null, null, null, null, null, stored, null, null);
  }

  static SessionFact speech(String sessionId, SpeechPiece speech) {
    return new SessionFact(sessionId, null, null, null, null, null, null, speech, null);
  }

  static SessionFact photo(String sessionId, InputTally tally, PhotoEvidence photo) {
    return new SessionFact(sessionId, tally, null, null, null, null, null, null, photo);
  }
}
