package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.decision.FrameEvidence;
import io.verilock.vkyc.jobs.decision.PhotoEvidence;
import io.verilock.vkyc.jobs.decision.PhraseEvidence;
import io.verilock.vkyc.jobs.decision.RecordingEvidence;
import io.verilock.vkyc.jobs.decision.SoundLevels;
import io.verilock.vkyc.jobs.decision.SpokenPiece;
import io.verilock.vkyc.jobs.io.Received;
import io.verilock.vkyc.jobs.types.SealedTypeFactory;
import io.verilock.vkyc.schemas.CaptureEvidence;
import io.verilock.vkyc.schemas.ObjectReference;
import io.verilock.vkyc.schemas.SessionEvent;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** One thing learnt about a session. Facts of a session come in any order. */
@TypeInfo(SealedTypeFactory.class)
public sealed interface SessionFact {
  /** The take of every fact that is of none: of the session as a whole, or of its photos. */
  int NO_TAKE = 0;

  /** The session. */
  String sessionId();

  /** The take of the recording that the fact is of, from 1, or {@link #NO_TAKE}. */
  default int take() {
    return NO_TAKE;
  }

  /**
   * It was created, cancelled or deleted.
   *
   * @param tally the record that says so
   */
  record Event(String sessionId, SessionEvent event, InputTally tally) implements SessionFact {
    static Event of(Received<SessionEvent> received) {
      SessionEvent event = received.value();
      return new Event(event.getSessionId(), event, InputTally.of(received));
    }
  }

  /**
   * Its upload has come so far.
   *
   * @param chunks all chunks of the take that came in their turn; null where none did, or not all
   *     of them yet
   * @param capture how the recording was captured; null where no page tells, or it has not ended
   */
  record Upload(
      String sessionId, int take, Milestone milestone, InputTally chunks, CaptureEvidence capture)
      implements SessionFact {
    Upload(String sessionId, int take, Milestone milestone, InputTally chunks) {
      this(sessionId, take, milestone, chunks, null);
    }
  }

  /** A part of what a frame shows. */
  record Frame(String sessionId, int take, FrameEvidence evidence) implements SessionFact {}

  /** Its recording was decoded to its end. */
  record Decoded(String sessionId, int take, RecordingEvidence recording) implements SessionFact {}

  /**
   * Its recording lies in the object store.
   *
   * @param reviewCopy a copy of it that can be sought in; null where none could be made
   */
  record Stored(String sessionId, int take, ObjectReference recording, ObjectReference reviewCopy)
      implements SessionFact {}

  /**
   * A piece of sound was listened to.
   *
   * @param speechWindows windows of it that hold speech
   */
  record Speech(String sessionId, int take, int speechWindows) implements SessionFact {}

  /** A piece of sound to which nothing listens. */
  record Unheard(String sessionId, int take) implements SessionFact {}

  /** A piece of speech was written down. */
  record Said(String sessionId, int take, SpokenPiece piece) implements SessionFact {}

  /** Whether the sentence it asks for was said. */
  record PhraseHeard(String sessionId, int take, PhraseEvidence phrase) implements SessionFact {}

  /**
   * Its sound was listened to, to its end.
   *
   * @param utterances pieces of speech that are written down
   * @param cut whether there was more speech than that
   * @param obstacle code of why nothing is written down, or null
   * @param phrase whether it is also told if a sentence was said
   * @param levels how loud it is, where something listens
   */
  record SoundEnded(
      String sessionId,
      int take,
      int utterances,
      boolean cut,
      String obstacle,
      boolean phrase,
      SoundLevels levels)
      implements SessionFact {}

  /**
   * What came of a photo.
   *
   * @param tally the record with the photo
   */
  record Photo(String sessionId, PhotoEvidence evidence, InputTally tally) implements SessionFact {}
}
