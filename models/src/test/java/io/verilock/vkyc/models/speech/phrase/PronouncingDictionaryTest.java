package io.verilock.vkyc.models.speech.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PronouncingDictionaryTest {
  @TempDir Path folder;

  @Test
  void aWordHasThePronunciationsOfAllFiles() throws Exception {
    Path words =
        Files.writeString(
            folder.resolve("dict"), ";; made by hand\ndos d o s\ncero  z e r o\nE\u0301l\te l\n");
    Path digits = Files.writeString(folder.resolve("digits"), "cero z e r o\ncero(2) s e r o\n");

    PronouncingDictionary dictionary = PronouncingDictionary.read(List.of(words, digits));

    assertThat(dictionary.sounds()).containsExactly("d", "e", "l", "o", "r", "s", "z");
    assertThat(dictionary.pronunciations(Set.of("cero", "él", "tres")))
        .hasSize(2)
        .containsEntry("cero", Set.of("z e r o", "s e r o"))
        .containsEntry("él", Set.of("e l"));
  }
}
