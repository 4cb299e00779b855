package io.verilock.vkyc.models.speech;

import java.util.List;

/** Tells when a dictation has begun to say the same again and again, as they do on music. */
final class Repetition {
  private static final int LONGEST = 24;

  /** People do say "no, no, no". */
  private static final int TIMES_OF_A_WORD = 6;

  private static final int TIMES_OF_A_PHRASE = 4;
  private static final int WORD = 3;

  private Repetition() {}

  /** How many of the last tokens only repeat what stands before them; 0 where none do. */
  static int repeated(List<Integer> tokens) {
    for (int length = 1; length <= LONGEST; length++) {
      int times = length <= WORD ? TIMES_OF_A_WORD : TIMES_OF_A_PHRASE;
      if (endsWith(tokens, length, times)) {
        return length * (times - 1);
      }
    }
    return 0;
  }

  private static boolean endsWith(List<Integer> tokens, int length, int times) {
    int size = tokens.size();
    if (size < length * times) {
      return false;
    }
    for (int i = size - length * (times - 1); i < size; i++) {
      if (!tokens.get(i).equals(tokens.get(i - length))) {
        return false;
      }
    }
    return true;
  }
}
