package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.speech.AskedPhrase;

/**
 * A piece of a recording's sound, 16 kHz mono, or the end of it.
 *
 * @param take of the recording, from 1; 0 where it was given up
 * @param samples null where the recording has ended
 * @param language to write down what is said in; null where nobody wants to read it
 * @param phrase that is to be said; null where none is
 * @param abandoned whether the recording was given up: nothing that was heard matters any more
 */
public record AudioPiece(
    String sessionId,
    int take,
    int index,
    short[] samples,
    String language,
    AskedPhrase phrase,
    boolean abandoned) {
  AudioPiece(
      String sessionId, int take, int index, short[] samples, String language, AskedPhrase phrase) {
    this(sessionId, take, index, samples, language, phrase, false);
  }

  /** Says that no more pieces come. */
  static AudioPiece end(String sessionId, int take, String language, AskedPhrase phrase) {
    return new AudioPiece(sessionId, take, -1, null, language, phrase, false);
  }

  /** Says that no more pieces come, and nobody waits for them. */
  static AudioPiece abandoned(String sessionId) {
    return new AudioPiece(sessionId, 0, -1, null, null, null, true);
  }
}
