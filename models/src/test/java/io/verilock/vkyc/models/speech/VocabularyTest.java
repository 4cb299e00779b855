package io.verilock.vkyc.models.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {
  @Test
  void piecesBecomeText(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("pieces"), "<unk>\n<s>\n</s>\n<0xC3>\n<0xA9>\n\u2581My\n\u2581caf\nx");

    Vocabulary vocabulary = Vocabulary.read(file);

    assertThat(vocabulary.text(List.of(1, 5, 6, 3, 4, 2))).isEqualTo("My caf\u00e9");
    assertThat(vocabulary.text(List.of(7, 32_000))).isEqualTo("x");
    assertThat(vocabulary.text(List.of())).isEmpty();
  }
}
