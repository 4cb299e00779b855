package io.verilock.vkyc.evaluation.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void howATextIsWrittenIsNoError() {
    assertThat(Words.of("Mr. O\u2019Brien paid 1,205, didn't he?", "en"))
        .containsExactly(
            "mister",
            "o'brien",
            "paid",
            "one",
            "thousand",
            "two",
            "hundred",
            "five",
            "didn't",
            "he");
    assertThat(Words.of("twenty-five 25 0 113", "en"))
        .containsExactly("twenty", "five", "twenty", "five", "zero", "one", "hundred", "thirteen");
    assertThat(Words.of("\u00dcber 25", "de")).containsExactly("\u00fcber", "25");
    assertThat(Words.of(" ... ", "en")).isEmpty();
  }

  @Test
  void errorsAreTheFewestChanges() {
    assertThat(errors("my name is anna", "my name is anna")).isZero();
    assertThat(errors("my name is anna", "my name was anna")).isOne();
    assertThat(errors("my name is anna", "name is anna smith")).isEqualTo(2);
    assertThat(errors("my name", "")).isEqualTo(2);
    assertThat(errors("", "my name")).isEqualTo(2);
  }

  private static int errors(String said, String written) {
    return WordErrors.between(Words.of(said, "en"), Words.of(written, "en"));
  }
}
