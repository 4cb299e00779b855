package io.verilock.vkyc.models.speech.phrase;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Grammars in the Java Speech Grammar Format. */
final class Grammars {
  private Grammars() {}

  /** One of several phrases, with pauses between words. */
  static String oneOf(Collection<List<String>> phrases) {
    return grammar(
        phrases.stream().map(words -> String.join(" ", words)).collect(Collectors.joining(" | ")));
  }

  /**
   * A phrase with one word exchanged.
   *
   * @param instead the words that may stand at each place instead; not empty for all
   */
  static String oneExchanged(List<String> phrase, List<List<String>> instead) {
    List<String> rules = new ArrayList<>();
    for (int place = 0; place < phrase.size(); place++) {
      if (!instead.get(place).isEmpty()) {
        List<String> words = new ArrayList<>(phrase);
        words.set(place, "( " + String.join(" | ", instead.get(place)) + " )");
        rules.add(String.join(" ", words));
      }
    }
    return grammar(String.join(" | ", rules));
  }

  /** Any words, in any order, as often as one likes. */
  static String anyOf(Collection<String> words) {
    return grammar("( " + String.join(" | ", words) + " )+");
  }

  private static String grammar(String rule) {
    return "#JSGF V1.0;\ngrammar phrase;\npublic <phrase> = " + rule + ";\n";
  }
}
