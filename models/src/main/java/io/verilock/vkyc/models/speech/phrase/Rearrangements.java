package io.verilock.vkyc.models.speech.phrase;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The words of a phrase in other orders: what should not pass for the phrase. */
final class Rearrangements {
  private Rearrangements() {}

  /** The phrase begun at each other word, and with each two neighbours exchanged. */
  static Set<List<String>> of(List<String> phrase) {
    Set<List<String>> others = new LinkedHashSet<>();
    for (int i = 1; i < phrase.size(); i++) {
      List<String> begunLater = new ArrayList<>(phrase);
      Collections.rotate(begunLater, -i);
      others.add(begunLater);
      List<String> exchanged = new ArrayList<>(phrase);
      Collections.swap(exchanged, i - 1, i);
      others.add(exchanged);
    }
    others.remove(phrase);
    return others;
  }
}
