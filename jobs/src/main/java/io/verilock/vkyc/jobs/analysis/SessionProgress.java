package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.decision.RecordingEvidence;
import io.verilock.vkyc.jobs.decision.RunningScores;
import io.verilock.vkyc.jobs.decision.SessionScore;
import io.verilock.vkyc.schemas.ObjectReference;
import io.verilock.vkyc.schemas.SessionSettings;

/** What {@link JoinSession} keeps of a session beside its frames and photos. */
public final class SessionProgress {
  /** Null until the session's creation is known. */
  public SessionSettings settings;

  public boolean started;
  public boolean received;
  public boolean photoWaitOver;

  /** Whether the session has come to its end, scored or not. */
  public boolean ended;

  /** Whether it was scored: a late photo scores it again. */
  public boolean scored;

  /** Null until the session is scored for the first time. */
  public SessionScore score;

  public RecordingEvidence recording;
  public ObjectReference stored;
  public int completeFrames;
  public int speechPieces;
  public int speechWindows;
  public boolean speechNotHeard;

  /** Running scores of a call; null for other sessions. */
  public RunningScores running;

  public long photosBy;
  public long clearAt;
}
