package io.verilock.vkyc.models.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepetitionTest {
  @Test
  void aPhraseThatComesAgainAndAgainIsFound() {
    List<Integer> tokens = new ArrayList<>(List.of(9, 8));
    List<Integer> phrase = List.of(1, 2, 3, 4, 5);
    for (int i = 0; i < 4; i++) {
      tokens.addAll(phrase);
    }

    assertThat(Repetition.repeated(tokens)).isEqualTo(15);
    assertThat(Repetition.repeated(tokens.subList(0, tokens.size() - 1))).isZero();
  }

  @Test
  void whatPeopleSayThreeTimesIsNone() {
    assertThat(Repetition.repeated(List.of(4, 4, 4, 4, 4))).isZero();
    assertThat(Repetition.repeated(List.of(4, 4, 4, 4, 4, 4))).isEqualTo(5);
    assertThat(Repetition.repeated(List.of(1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4))).isZero();
    assertThat(Repetition.repeated(List.of())).isZero();
  }
}
