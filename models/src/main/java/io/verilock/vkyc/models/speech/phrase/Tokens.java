package io.verilock.vkyc.models.speech.phrase;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names for words and sounds that a grammar may hold whatever their letters are, and the dictionary
 * that says what they are.
 */
final class Tokens {
  private final Map<String, String> ofWord = new LinkedHashMap<>();
  private final List<String> sounds = new ArrayList<>();
  private final List<String> dictionary = new ArrayList<>();

  /**
   * Tokens of words and sounds.
   *
   * @param words with their pronunciations
   * @param sounds of the language
   */
  Tokens(Map<String, Set<String>> words, Set<String> sounds) {
    words.forEach(
        (word, spoken) -> {
          String token = "word" + ofWord.size();
          ofWord.put(word, token);
          int variant = 1;
          for (String one : spoken) {
            dictionary.add((variant == 1 ? token : "%s(%d)".formatted(token, variant)) + " " + one);
            variant++;
          }
        });
    for (String sound : sounds) {
      String token = "sound" + this.sounds.size();
      this.sounds.add(token);
      dictionary.add(token + " " + sound);
    }
  }

  /** Lines of a dictionary of all tokens. */
  List<String> dictionary() {
    return dictionary;
  }

  /** The tokens of the sounds. */
  List<String> sounds() {
    return sounds;
  }

  /** The tokens of words that all have one. */
  List<String> of(Collection<String> words) {
    return words.stream().map(ofWord::get).toList();
  }

  /** Whether a segment is one of a word rather than a pause. */
  static boolean isWord(String segment) {
    return segment.startsWith("word");
  }
}
