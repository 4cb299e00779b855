package io.verilock.vkyc.jobs.speech;

/**
 * A piece of a recording's sound in which somebody speaks.
 *
 * @param index counts the utterances of a recording from 0
 * @param fromMillis where it begins, from the sound track's first sample on
 * @param samples 16 kHz mono, 16 bit
 */
public record Utterance(int index, long fromMillis, short[] samples) {
  /** Where it ends, from the sound track's first sample on. */
  public long toMillis() {
    return fromMillis + samples.length / SpeechCutter.SAMPLES_PER_MILLI;
  }
}
