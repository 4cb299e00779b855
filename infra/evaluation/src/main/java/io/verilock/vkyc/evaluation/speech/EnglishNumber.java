package io.verilock.vkyc.evaluation.speech;

import java.util.ArrayList;
import java.util.List;

/** Whole numbers as they are read out: nobody is to blame for writing 25 or twenty five. */
final class EnglishNumber {
  private static final List<String> SMALL =
      List.of(
          "zero",
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "eleven",
          "twelve",
          "thirteen",
          "fourteen",
          "fifteen",
          "sixteen",
          "seventeen",
          "eighteen",
          "nineteen");
  private static final List<String> TENS =
      List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");

  private EnglishNumber() {}

  /** The words of a number below a million, without "and". */
  static List<String> words(int number) {
    List<String> words = new ArrayList<>();
    if (number >= 1000) {
      words.addAll(words(number / 1000));
      words.add("thousand");
    }
    int rest = number % 1000;
    if (rest >= 100) {
      words.add(SMALL.get(rest / 100));
      words.add("hundred");
      rest %= 100;
    }
    if (rest >= 20) {
      words.add(TENS.get(rest / 10));
      rest %= 10;
    }
    if (rest > 0 || words.isEmpty()) {
      words.add(SMALL.get(rest));
    }
    return words;
  }
}
