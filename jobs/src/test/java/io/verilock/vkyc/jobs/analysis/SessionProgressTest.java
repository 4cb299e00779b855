package io.verilock.vkyc.jobs.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.jobs.decision.FrameEvidence;
import io.verilock.vkyc.jobs.decision.PhraseEvidence;
import io.verilock.vkyc.jobs.decision.Reason;
import io.verilock.vkyc.jobs.decision.RecordingEvidence;
import io.verilock.vkyc.jobs.decision.SoundLevels;
import io.verilock.vkyc.jobs.decision.SpokenPiece;
import io.verilock.vkyc.schemas.ObjectReference;
import org.junit.jupiter.api.Test;

class SessionProgressTest {
  private static final SoundLevels LEVELS = new SoundLevels(new byte[] {-20, -30});
  private static final ObjectReference STORED = new ObjectReference("s3a://b/s", 1L, "00");

  @Test
  void aSessionIsAnalysedOnceAllOfItsRecordingIsThere() {
    SessionProgress session = new SessionProgress();
    session.received = true;
    session.completeFrames = 3;
    assertThat(session.analysed()).as("the recording's end").isFalse();
    session.note(decoded(3, 2, true));
    assertThat(session.analysed()).as("its sound").isFalse();
    session.note(new SessionFact.Speech("s", 1, 4));
    session.note(new SessionFact.Unheard("s", 1));
    assertThat(session.analysed()).as("its place in the store").isFalse();
    session.note(new SessionFact.Stored("s", 1, STORED, null));
    assertThat(session.analysed()).as("the end of its sound").isFalse();
    session.note(new SessionFact.SoundEnded("s", 1, 1, true, null, false, LEVELS));
    assertThat(session.analysed()).as("what was said").isFalse();
    session.note(new SessionFact.Said("s", 1, new SpokenPiece(0, 0, 900, "yes", 0.8)));

    assertThat(session.analysed()).isTrue();
    assertThat(session.speechWindows).isEqualTo(4);
    assertThat(session.speechNotHeard).isTrue();
    assertThat(session.speech().transcript()).isEqualTo("yes");
    assertThat(session.speech().cut()).isTrue();
    assertThat(session.speech().levels()).isEqualTo(LEVELS);
    session.completeFrames = 2;
    assertThat(session.analysed()).as("a frame").isFalse();
  }

  @Test
  void aSentenceThatIsAskedForIsWaitedFor() {
    SessionProgress session = new SessionProgress();
    session.received = true;
    session.note(decoded(0, 0, false));
    session.note(new SessionFact.SoundEnded("s", 1, 0, false, null, true, SoundLevels.NONE));
    assertThat(session.analysed()).isFalse();

    session.note(new SessionFact.PhraseHeard("s", 1, new PhraseEvidence(true, 80, null)));

    assertThat(session.analysed()).isTrue();
  }

  @Test
  void aRecordingThatIsNotKeptIsNotWaitedFor() {
    SessionProgress session = new SessionProgress();
    session.received = true;
    session.note(decoded(0, 0, false));
    session.note(new SessionFact.SoundEnded("s", 1, 0, false, null, false, SoundLevels.NONE));

    assertThat(session.analysed()).isTrue();
  }

  @Test
  void onlyASessionWithoutAScoreIsClosedByItsEnd() {
    SessionProgress session = new SessionProgress();
    session.settings = Records.settings();
    assertThat(session.closed()).isFalse();
    session.ended = true;
    assertThat(session.closed()).as("expired").isTrue();
    session.scored = true;
    assertThat(session.closed()).as("scored").isFalse();
    session.settings = null;
    assertThat(session.closed()).as("deleted").isTrue();
  }

  @Test
  void anUploadThatHadBegunRunsOutIncomplete() {
    SessionProgress session = new SessionProgress();
    assertThat(session.expiry()).containsExactly(Reason.SESSION_EXPIRED);
    session.started = true;
    assertThat(session.expiry())
        .containsExactly(Reason.SESSION_EXPIRED, Reason.RECORDING_INCOMPLETE);
  }

  @Test
  void whatIsNoFactOfARecordingIsABug() {
    SessionFact frame = new SessionFact.Frame("s", 1, FrameEvidence.ofLiveness(0, new float[0]));
    assertThatThrownBy(() -> new SessionProgress().note(frame))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SessionFact decoded(int frames, int audioPieces, boolean kept) {
    return new SessionFact.Decoded(
        "s",
        1,
        new RecordingEvidence(
            frames, audioPieces, frames, 1_000_000, 0, 0, null, "decoded", "", kept, null));
  }
}
