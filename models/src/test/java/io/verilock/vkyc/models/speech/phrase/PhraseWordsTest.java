package io.verilock.vkyc.models.speech.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PhraseWordsTest {
  @Test
  void wordsAreComparedInLowerCaseAndWithoutMarks() {
    assertThat(PhraseWords.of("Über  E\u0301tude, «oui»!", Set.of()))
        .containsExactly("über", "étude", "oui");
  }

  @Test
  void aWordIsTakenInPartsWhereTheDictionaryHasThem() {
    Set<String> known = Set.of("l'", "espace", "aujourd'hui", "peut", "être");

    assertThat(PhraseWords.of("l\u2019espace aujourd'hui peut-être", known))
        .containsExactly("l'", "espace", "aujourd'hui", "peut", "être");
    assertThat(PhraseWords.of("d'abord", known)).containsExactly("d'abord");
    assertThat(PhraseWords.possible("l'espace"))
        .containsExactlyInAnyOrder("l'espace", "l'", "espace");
  }

  @Test
  void otherOrdersAreNotThePhrase() {
    assertThat(Rearrangements.of(List.of("one", "two", "three")))
        .containsExactlyInAnyOrder(
            List.of("two", "three", "one"),
            List.of("three", "one", "two"),
            List.of("two", "one", "three"),
            List.of("one", "three", "two"));
    assertThat(Rearrangements.of(List.of("no", "no"))).isEmpty();
  }

  @Test
  void aWordIsExchangedForThoseAtItsPlace() {
    assertThat(
            Variations.of(
                List.of("two", "cats"),
                List.of(
                    List.of("two", "dogs"), List.of("ten", "cats"), List.of("ten", "red", "x"))))
        .containsExactly(Set.of("ten"), Set.of("dogs"));
    assertThat(
            Grammars.oneExchanged(
                List.of("a", "b", "c"), List.of(List.of("x", "y"), List.of(), List.of("z"))))
        .contains("= ( x | y ) b c | a b ( z );");
  }
}
