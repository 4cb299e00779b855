package io.verilock.vkyc.jobs.speech;

import io.verilock.vkyc.jobs.media.MediaSink;
import io.verilock.vkyc.models.speech.Dictation;
import io.verilock.vkyc.models.speech.VoiceActivityDetector;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Cuts sound into utterances: from a moment before somebody speaks to a pause, or to the most quiet
 * moment where no pause comes in time. Without a detector all sound that is not silent counts as
 * speech here, but is not counted as such.
 */
public final class SpeechCutter {
  static final int SAMPLES_PER_MILLI = MediaSink.AUDIO_RATE / 1000;
  static final double WINDOW_SECONDS = (double) VoiceActivityDetector.WINDOW / MediaSink.AUDIO_RATE;

  /** Sound that is written down of one recording: longer ones are work without end. */
  public static final int MOST_SECONDS = 120;

  private static final int WINDOW = VoiceActivityDetector.WINDOW;
  private static final float SPEECH = 0.5f;

  /** Root mean square, of 1, below which there is no sound. */
  private static final float SILENT = 0.0005f;

  /** A third of a second on both sides: a word's first and last sounds are soft. */
  private static final int MARGIN = 10;

  /** Some two thirds of a second: who reads a sentence makes shorter pauses. */
  private static final int PAUSE = 20;

  private static final int LONGEST = Dictation.LONGEST_SAMPLES / WINDOW;

  /** Three seconds, in which the most quiet moment is looked for. */
  private static final int LOOK_BACK = 94;

  /** A click is no word. */
  private static final int SHORTEST = 4;

  private final Optional<VoiceActivityDetector> detector;

  /** Listens with a detector, or without. */
  public SpeechCutter(Optional<VoiceActivityDetector> detector) {
    this.detector = detector;
  }

  /**
   * Hears the next piece of sound.
   *
   * @param heard how far the recording was listened to; brought up to date
   * @param utterances takes what is cut; null where nobody writes it down
   */
  public void hear(short[] samples, SpeechProgress heard, Consumer<Utterance> utterances) {
    float[] activity = activity(samples, heard);
    if (detector.isPresent()) {
      heard.levels = heard.levels.with(samples);
    }
    for (int window = 0; window < activity.length; window++) {
      boolean speech = activity[window] >= (detector.isPresent() ? SPEECH : SILENT);
      heard.windows++;
      heard.speechWindows += speech && detector.isPresent() ? 1 : 0;
      if (utterances != null) {
        append(heard, samples, window, activity[window]);
        advance(heard, speech, utterances);
      }
    }
  }

  /** Gives what is still open when the recording has ended. */
  public void end(SpeechProgress heard, Consumer<Utterance> utterances) {
    if (utterances != null && heard.speaking) {
      give(heard, heard.activity.length, utterances);
    }
  }

  private void advance(SpeechProgress heard, boolean speech, Consumer<Utterance> utterances) {
    heard.silence = speech ? 0 : heard.silence + 1;
    if (speech) {
      heard.speaking = true;
      heard.openSpeech++;
    }
    int windows = heard.activity.length;
    if (!heard.speaking) {
      drop(heard, windows - MARGIN);
    } else if (heard.silence >= PAUSE) {
      give(heard, windows - (PAUSE - MARGIN), utterances);
      heard.speaking = false;
      heard.openSpeech = 0;
    } else if (windows >= LONGEST) {
      int end = mostQuiet(heard.activity);
      give(heard, end, utterances);
      heard.openSpeech = SHORTEST;
    }
  }

  /** Gives the first windows of what is open, and keeps the others. */
  private static void give(SpeechProgress heard, int windows, Consumer<Utterance> utterances) {
    long then = heard.given + (long) windows * WINDOW;
    heard.cut |= then > (long) MOST_SECONDS * MediaSink.AUDIO_RATE;
    if (!heard.cut && heard.openSpeech >= SHORTEST) {
      long from = (long) (heard.windows - heard.activity.length) * WINDOW / SAMPLES_PER_MILLI;
      utterances.accept(
          new Utterance(heard.utterances, from, Arrays.copyOf(heard.open, windows * WINDOW)));
      heard.utterances++;
      heard.given = then;
    }
    drop(heard, windows);
  }

  private static void drop(SpeechProgress heard, int windows) {
    if (windows > 0) {
      int all = heard.activity.length;
      heard.open = Arrays.copyOfRange(heard.open, windows * WINDOW, all * WINDOW);
      heard.activity = Arrays.copyOfRange(heard.activity, windows, all);
    }
  }

  private static void append(SpeechProgress heard, short[] samples, int window, float activity) {
    int before = heard.activity.length;
    heard.open = Arrays.copyOf(heard.open, (before + 1) * WINDOW);
    System.arraycopy(samples, window * WINDOW, heard.open, before * WINDOW, WINDOW);
    heard.activity = Arrays.copyOf(heard.activity, before + 1);
    heard.activity[before] = activity;
  }

  /** Where an utterance that is too long is cut: after its last, most quiet window. */
  private static int mostQuiet(float[] activity) {
    int quiet = activity.length - 1;
    for (int window = activity.length - 1; window >= activity.length - LOOK_BACK; window--) {
      quiet = activity[window] < activity[quiet] ? window : quiet;
    }
    return quiet + 1;
  }

  private float[] activity(short[] samples, SpeechProgress heard) {
    if (detector.isPresent()) {
      if (heard.memory.length == 0) {
        heard.memory = new float[detector.get().stateLength()];
      }
      return detector.get().probabilities(samples, heard.memory);
    }
    float[] levels = new float[samples.length / WINDOW];
    for (int window = 0; window < levels.length; window++) {
      double squares = 0;
      for (int i = window * WINDOW; i < (window + 1) * WINDOW; i++) {
        squares += (double) samples[i] * samples[i];
      }
      levels[window] = (float) (Math.sqrt(squares / WINDOW) / 32_768);
    }
    return levels;
  }
}
