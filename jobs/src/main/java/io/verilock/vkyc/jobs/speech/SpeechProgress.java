package io.verilock.vkyc.jobs.speech;

import io.verilock.vkyc.jobs.decision.SoundLevels;

/** How far a recording was listened to. State of {@link SpeechCutter}. */
public final class SpeechProgress {
  /** The detector's memory; empty before the first window, and where there is no detector. */
  public float[] memory = new float[0];

  /** Windows heard. */
  public int windows;

  /** Windows heard that hold speech; 0 where there is no detector. */
  public int speechWindows;

  /** Sound of the utterance that is open, or the last moments of silence before the next. */
  public short[] open = new short[0];

  /** For each window of {@link #open}: how much it sounds like speech. */
  public float[] activity = new float[0];

  /** Whether somebody speaks in {@link #open}. */
  public boolean speaking;

  /** Windows of silence since the last one with speech. */
  public int silence;

  /** Windows with speech in {@link #open}. */
  public int openSpeech;

  /** Utterances given so far. */
  public int utterances;

  /** Samples given so far. */
  public long given;

  /** Whether there was more than is written down. */
  public boolean cut;

  /** How loud what was heard is; nothing where there is no detector. */
  public SoundLevels levels = SoundLevels.NONE;

  /** Samples heard, also those too few for a window. */
  public long samples;

  /** Sound of the time in which a sentence is to be said, until it is given. */
  public short[] phrase = new short[0];

  public boolean phraseGiven;

  /** Seconds with speech. */
  public double speechSeconds() {
    return speechWindows * SpeechCutter.WINDOW_SECONDS;
  }
}
