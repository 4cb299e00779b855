package io.verilock.vkyc.models.speech.phrase;

import java.util.List;

/**
 * Whether a phrase was said, and what shows it.
 *
 * @param outcome of the check
 * @param margin how much better the phrase explains the sound than free sounds of the language do,
 *     per 10 ms, in the units of the recogniser; near 0 for a phrase that was said, far below for
 *     another; {@link #NO_MARGIN} where the phrase cannot be laid over the sound at all
 * @param lead how much better the phrase explains the sound than the best decoy and than its own
 *     words in other orders, as {@code margin}
 * @param variationLead the same against the phrase with one word exchanged for a decoy's at its
 *     place
 * @param words the phrase's words in order, laid over the sound; empty where they cannot be
 * @param unknown words that are in no dictionary
 */
public record PhraseVerdict(
    Outcome outcome,
    double margin,
    double lead,
    double variationLead,
    List<HeardWord> words,
    List<String> unknown) {
  /** Stands for a margin that is worse than any. */
  public static final double NO_MARGIN = -1000;

  /** Copies what it is given. */
  public PhraseVerdict {
    words = List.copyOf(words);
    unknown = List.copyOf(unknown);
  }

  /** What came of a check. */
  public enum Outcome {
    /** The phrase was said. */
    SAID(""),
    /** Something else was said, or nothing. */
    NOT_SAID("phrase_not_said"),
    /** The phrase has a word that is in no dictionary: it should not have been asked for. */
    WORD_UNKNOWN("phrase_word_unknown"),
    /** The library or the language's models are not here. */
    NOT_AVAILABLE("phrase_check_not_available");

    private final String reason;

    Outcome(String reason) {
      this.reason = reason;
    }

    /** Reason code; empty for {@link #SAID}. */
    public String reason() {
      return reason;
    }
  }

  /** Whether the phrase was said. */
  public boolean said() {
    return outcome == Outcome.SAID;
  }

  /** The least evidence of a word; {@link #NO_MARGIN} where there are no words. */
  public double weakestWord() {
    return words.stream().mapToDouble(HeardWord::evidence).min().orElse(NO_MARGIN);
  }

  static PhraseVerdict nothingHeard() {
    return without(Outcome.NOT_SAID, List.of());
  }

  static PhraseVerdict notAvailable() {
    return without(Outcome.NOT_AVAILABLE, List.of());
  }

  static PhraseVerdict unknown(List<String> words) {
    return without(Outcome.WORD_UNKNOWN, words);
  }

  private static PhraseVerdict without(Outcome outcome, List<String> unknown) {
    return new PhraseVerdict(outcome, NO_MARGIN, NO_MARGIN, NO_MARGIN, List.of(), unknown);
  }
}
