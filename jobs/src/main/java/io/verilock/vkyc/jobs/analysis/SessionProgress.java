package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.decision.PhraseEvidence;
import io.verilock.vkyc.jobs.decision.Reason;
import io.verilock.vkyc.jobs.decision.RecordingEvidence;
import io.verilock.vkyc.jobs.decision.RunningScores;
import io.verilock.vkyc.jobs.decision.SessionScore;
import io.verilock.vkyc.jobs.decision.SoundLevels;
import io.verilock.vkyc.jobs.decision.SpeechEvidence;
import io.verilock.vkyc.jobs.decision.SpokenPiece;
import io.verilock.vkyc.jobs.media.MediaSink;
import io.verilock.vkyc.models.speech.VoiceActivityDetector;
import io.verilock.vkyc.schemas.CaptureEvidence;
import io.verilock.vkyc.schemas.ObjectReference;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.Prompt;
import io.verilock.vkyc.schemas.SessionSettings;
import io.verilock.vkyc.schemas.VideoMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What {@link JoinSession} keeps of a session beside its frames and photos. */
public final class SessionProgress {
  private static final double SPEECH_WINDOW_SECONDS =
      (double) VoiceActivityDetector.WINDOW / MediaSink.AUDIO_RATE;

  /** Null until the session's creation is known. */
  public SessionSettings settings;

  /** The latest take of the recording whose prompts are known. */
  public int promptsTake = 1;

  /** Its prompts; null for those that the session was created with. */
  public List<Prompt> prompts;

  /** The latest take of the recording that anything is known of. */
  public int take = 1;

  public boolean started;
  public boolean received;
  public boolean photoWaitOver;

  /** Whether the session has come to its end, scored or not. */
  public boolean ended;

  /** Whether it was scored: a late photo scores it again. */
  public boolean scored;

  /** Null until the session is scored for the first time. */
  public SessionScore score;

  /** How the recording was captured; null until it has ended, and where no page tells. */
  public CaptureEvidence capture;

  public RecordingEvidence recording;
  public ObjectReference stored;
  public ObjectReference reviewCopy;
  public int completeFrames;
  public int speechPieces;
  public int speechWindows;
  public boolean speechNotHeard;

  /** What was said, in no order. */
  public List<SpokenPiece> said = new ArrayList<>();

  /** Pieces of speech that are written down; -1 until the sound has ended. */
  public int utterances = -1;

  /** How loud the sound is; known when it has ended, until the session has. */
  public SoundLevels levels = SoundLevels.NONE;

  /** Whether it is told if a sentence was said; known when the sound has ended. */
  public boolean phraseAwaited;

  /** Null until it is known, and where no sentence is asked for. */
  public PhraseEvidence phrase;

  public boolean speechCut;

  /** Code of why nothing is written down, or null. */
  public String transcriptObstacle;

  /** Null until somebody looks on. */
  public RunningScores running;

  public long photosBy;
  public long clearAt;

  /** Takes in what is asked for in a take, whether the session's creation is known or not. */
  void ask(int newTake, List<Prompt> newPrompts) {
    if (newTake > promptsTake) {
      promptsTake = newTake;
      prompts = newPrompts;
      settings = settings == null ? null : asked(settings);
    }
  }

  /** Settings with the prompts of the latest take that is known. */
  SessionSettings asked(SessionSettings created) {
    return prompts == null
        ? created
        : SessionSettings.newBuilder(created).setPrompts(prompts).build();
  }

  /** Forgets what is known of the recording: another take of it has begun. */
  void begin(int newTake) {
    take = newTake;
    completeFrames = 0;
    speechPieces = 0;
    speechWindows = 0;
    speechNotHeard = false;
    said.clear();
    phrase = null;
    levels = SoundLevels.NONE;
    running = null;
  }

  /** Takes in what a branch learnt of the recording as a whole, or of its sound. */
  void note(SessionFact fact) {
    if (fact instanceof SessionFact.Decoded decoded) {
      recording = decoded.recording();
    } else if (fact instanceof SessionFact.Stored kept) {
      stored = kept.recording();
      reviewCopy = kept.reviewCopy();
    } else if (fact instanceof SessionFact.Speech speech) {
      speechPieces++;
      speechWindows += speech.speechWindows();
    } else if (fact instanceof SessionFact.Unheard) {
      speechPieces++;
      speechNotHeard = true;
    } else if (fact instanceof SessionFact.Said spoken) {
      said.add(spoken.piece());
    } else if (fact instanceof SessionFact.PhraseHeard heard) {
      phrase = heard.phrase();
    } else if (fact instanceof SessionFact.SoundEnded sound) {
      utterances = sound.utterances();
      speechCut = sound.cut();
      transcriptObstacle = sound.obstacle();
      phraseAwaited = sound.phrase();
      levels = sound.levels();
    } else {
      throw new IllegalArgumentException("no fact of a recording: " + fact);
    }
  }

  /** What is known of what was said. */
  SpeechEvidence speech() {
    return new SpeechEvidence(
        speechNotHeard ? null : speechWindows * SPEECH_WINDOW_SECONDS,
        said,
        speechCut,
        transcriptObstacle,
        levels);
  }

  /** Why a session that runs out now does. */
  List<Reason> expiry() {
    return started
        ? List.of(Reason.SESSION_EXPIRED, Reason.RECORDING_INCOMPLETE)
        : List.of(Reason.SESSION_EXPIRED);
  }

  /** The running scores, begun where they were not. */
  RunningScores running() {
    if (running == null) {
      running = new RunningScores();
    }
    return running;
  }

  /** Whether all is there that a score needs, photos aside. */
  boolean analysed() {
    return score != null
        || (received
            && recording != null
            && completeFrames == recording.frames()
            && speechPieces == recording.audioPieces()
            && said.size() == utterances
            && (phrase != null || !phraseAwaited)
            && (stored != null || !recording.kept()));
  }

  /** Whether nothing can change what became of the session: it is over without a score. */
  boolean closed() {
    boolean deleted = ended && settings == null;
    return deleted || (ended && !scored);
  }

  /**
   * Whether somebody looks on: an agent while a call lasts, the person before the camera until
   * their recording is whole.
   */
  boolean watched() {
    return !ended && (settings.getVideoMode() == VideoMode.live_agent || !received);
  }

  Set<PhotoKind> expectedPhotos() {
    Set<PhotoKind> expected = EnumSet.noneOf(PhotoKind.class);
    expected.addAll(settings.getExpectedPhotos());
    return expected;
  }
}
