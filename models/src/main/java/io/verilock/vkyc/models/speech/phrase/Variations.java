package io.verilock.vkyc.models.speech.phrase;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A phrase with one of its words exchanged for that of another phrase at the same place. */
final class Variations {
  private Variations() {}

  /**
   * For each place the words that other phrases of as many words have there; places where they have
   * no other word are empty.
   */
  static List<Set<String>> of(List<String> phrase, Collection<List<String>> others) {
    List<Set<String>> places = new ArrayList<>();
    for (int place = 0; place < phrase.size(); place++) {
      Set<String> words = new LinkedHashSet<>();
      for (List<String> other : others) {
        if (other.size() == phrase.size()) {
          words.add(other.get(place));
        }
      }
      words.remove(phrase.get(place));
      places.add(words);
    }
    return places;
  }
}
