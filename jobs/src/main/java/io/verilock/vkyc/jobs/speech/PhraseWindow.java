package io.verilock.vkyc.jobs.speech;

import io.verilock.vkyc.jobs.media.MediaSink;
import io.verilock.vkyc.models.speech.Dictation;
import java.util.Arrays;
import java.util.function.Consumer;

/** Keeps the sound of the time in which a sentence is to be said, and gives it once. */
public final class PhraseWindow {
  private static final int PER_MILLI = MediaSink.AUDIO_RATE / 1000;

  /** Milliseconds before the prompt: sound and pictures begin together, but not to the letter. */
  private static final long EARLY = 300;

  /** Milliseconds after the next prompt: people read, and then they speak. */
  private static final long LATE = 1_500;

  private PhraseWindow() {}

  /**
   * Hears the next piece of sound.
   *
   * @param heard how far the recording was listened to, before {@link SpeechCutter} hears the piece
   * @param window takes the sound when all of it is there
   */
  public static void hear(
      short[] samples, SpeechProgress heard, AskedPhrase phrase, Consumer<short[]> window) {
    long begin = heard.samples;
    heard.samples += samples.length;
    if (heard.phraseGiven) {
      return;
    }
    long from = Math.max(0, phrase.fromMillis() - EARLY) * PER_MILLI;
    long to = Math.min(from + Dictation.LONGEST_SAMPLES, (phrase.toMillis() + LATE) * PER_MILLI);
    int first = (int) Math.max(0, Math.min(samples.length, from - begin));
    int last = (int) Math.max(0, Math.min(samples.length, to - begin));
    if (last > first) {
      int before = heard.phrase.length;
      heard.phrase = Arrays.copyOf(heard.phrase, before + last - first);
      System.arraycopy(samples, first, heard.phrase, before, last - first);
    }
    if (heard.samples >= to) {
      end(heard, window);
    }
  }

  /** Gives what was kept, if it was not given yet: the recording has ended. */
  public static void end(SpeechProgress heard, Consumer<short[]> window) {
    if (!heard.phraseGiven) {
      heard.phraseGiven = true;
      window.accept(heard.phrase);
      heard.phrase = new short[0];
    }
  }
}
