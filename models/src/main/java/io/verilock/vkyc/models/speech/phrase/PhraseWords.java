package io.verilock.vkyc.models.speech.phrase;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of a phrase as a dictionary has them: "l'espace" and "peut-être" may be one word there
 * or two.
 */
final class PhraseWords {
  private static final Pattern PARTS = Pattern.compile("(?<=')|-");

  private PhraseWords() {}

  /** All words that the phrase may be made of. */
  static Set<String> possible(String phrase) {
    Set<String> possible = new HashSet<>();
    for (String word : PronouncingDictionary.words(phrase)) {
      possible.add(word);
      possible.addAll(parts(word));
    }
    return possible;
  }

  /** The words of a phrase, each whole where it is known and in parts where those are. */
  static List<String> of(String phrase, Set<String> known) {
    List<String> words = new ArrayList<>();
    for (String word : PronouncingDictionary.words(phrase)) {
      List<String> parts = parts(word);
      if (!known.contains(word) && known.containsAll(parts)) {
        words.addAll(parts);
      } else {
        words.add(word);
      }
    }
    return words;
  }

  private static List<String> parts(String word) {
    return PARTS.splitAsStream(word).filter(part -> !part.isEmpty()).toList();
  }
}
