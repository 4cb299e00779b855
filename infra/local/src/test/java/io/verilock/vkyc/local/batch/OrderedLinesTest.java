package io.verilock.vkyc.local.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderedLinesTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("new/results.jsonl");
  }

  @Test
  void linesStandInTheirOrderHoweverTheyCome() throws Exception {
    try (OrderedLines lines = new OrderedLines(List.of("a", "b", "c"), file)) {
      lines.add("c", "3");
      lines.add("a", "1");
      assertThat(lines.missing()).containsExactly("b");
      lines.add("b", "2");
      assertThat(lines.missing()).isEmpty();
      assertThat(file).doesNotExist();
    }
    assertThat(file).hasContent("1\n2\n3\n");
    assertThat(file.getParent().toFile().list()).containsExactly("results.jsonl");
  }

  @Test
  void aRepeatIsDropped() throws Exception {
    try (OrderedLines lines = new OrderedLines(List.of("a", "b", "c"), file)) {
      lines.add("c", "3");
      lines.add("c", "again");
      lines.add("a", "1");
      lines.add("a", "again");
      lines.add("b", "2");
    }
    assertThat(file).hasContent("1\n2\n3\n");
  }

  @Test
  void whatIsIncompleteDoesNotReplaceWhatIsThere() throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "earlier");
    try (OrderedLines lines = new OrderedLines(List.of("a", "b"), file)) {
      lines.add("a", "1");
    }
    assertThat(file).hasContent("earlier");
    assertThat(file.resolveSibling("results.jsonl.part")).hasContent("1\n");
  }

  @Test
  void aFolderIsRefusedAtOnce() {
    assertThatThrownBy(() -> new OrderedLines(List.of("a"), folder))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(folder + ": is a folder, name a file in it");
  }
}
