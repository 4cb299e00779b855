package io.verilock.vkyc.evaluation.speech;

import java.util.List;

/** The word errors of a text: the fewest words to change, to leave out or to add. */
final class WordErrors {
  private WordErrors() {}

  /** Levenshtein's distance of two texts, in words. */
  static int between(List<String> said, List<String> written) {
    int[] row = new int[written.size() + 1];
    for (int i = 0; i < row.length; i++) {
      row[i] = i;
    }
    for (int i = 1; i <= said.size(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int same = said.get(i - 1).equals(written.get(j - 1)) ? 0 : 1;
        int best = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + same);
        diagonal = row[j];
        row[j] = best;
      }
    }
    return row[written.size()];
  }
}
