package io.verilock.vkyc.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void elsewhereThanOnATerminalThereIsALineForEachTenth() {
    assertThat(lines(25).lines())
        .hasSize(10)
        .startsWith("analysing: 3 of 25", "analysing: 5 of 25")
        .endsWith("analysing: 25 of 25");
  }

  @Test
  void fewSessionsHaveALineEach() {
    assertThat(lines(2).lines()).containsExactly("analysing: 1 of 2", "analysing: 2 of 2");
  }

  private static String lines(int total) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Progress progress =
        Progress.lines("analysing", total, new PrintStream(out, true, StandardCharsets.UTF_8))) {
      for (int i = 0; i < total; i++) {
        progress.step();
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
