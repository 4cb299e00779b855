package io.verilock.vkyc.models.speech.phrase;

import java.util.List;
import java.util.Set;

/** Tells whether a phrase was said. Safe for use by several threads. */
public interface PhraseVerifier {
  /** Languages it knows, as two letters such as {@code en}; none where it cannot work here. */
  Set<String> languages();

  /**
   * Whether a phrase was said, and not one of others.
   *
   * @param language of the phrase, as two letters
   * @param phrase what should have been said, four words or more
   * @param decoys phrases of the same language that might have been said instead, fifty or more;
   *     the phrase itself among them and those with unknown words are left out
   * @param sound 16 kHz mono, 16 bit, of at most {@link
   *     io.verilock.vkyc.models.speech.Dictation#LONGEST_SAMPLES}
   * @return never null: what keeps the check from being made is a verdict, too
   * @throws IllegalArgumentException if the sound is too long or the phrase empty
   */
  PhraseVerdict verify(String language, String phrase, List<String> decoys, short[] sound);
}
