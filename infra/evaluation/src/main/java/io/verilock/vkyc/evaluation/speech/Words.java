package io.verilock.vkyc.evaluation.speech;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text as the words that are compared: in lower case, without marks, numbers read out. */
final class Words {
  private static final Map<String, String> SAME =
      Map.of("mr", "mister", "mrs", "missus", "dr", "doctor", "okay", "ok", "colour", "color");
  private static final Pattern DASHES = Pattern.compile("[-\u2010-\u2015/]");
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}' ]");
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,6})(st|nd|rd|th)?");
  private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d),(?=\\d{3})");

  private Words() {}

  /** The words of a text in a language; numbers are read out in English only. */
  static List<String> of(String text, String language) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    plain = plain.replace('\u2019', '\'').replace("%", " percent ");
    plain = DASHES.matcher(THOUSANDS.matcher(plain).replaceAll("")).replaceAll(" ");
    List<String> words = new ArrayList<>();
    for (String word : NO_LETTER.matcher(plain).replaceAll("").split(" +", -1)) {
      Matcher number = NUMBER.matcher(word);
      if (language.equals("en") && number.matches() && number.group(2) == null) {
        words.addAll(EnglishNumber.words(Integer.parseInt(word)));
      } else if (!word.isEmpty()) {
        words.add(SAME.getOrDefault(word, word));
      }
    }
    return words;
  }
}
