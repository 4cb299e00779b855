package io.verilock.vkyc.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a document that is made by a test, and compared with what the test would make today.
 * With {@code -Dvkyc.docs.write=true} it is made anew.
 *
 * @param file the document
 * @param start the line before the part
 * @param end the line after it
 */
public record DocumentPart(Path file, String start, String end) {
  private static final String WRITE = "vkyc.docs.write";

  /**
   * Fails where the part is another one.
   *
   * @param part what stands between the lines, between empty lines of its own
   * @param remedy how it is made anew
   */
  public void requireToBe(String part, String remedy) throws IOException {
    String document = Files.readString(file);
    int from = document.indexOf(start + "\n");
    int to = document.indexOf(end);
    assertTrue(from >= 0, () -> "%s has no line %s".formatted(file, start));
    assertTrue(to > from, () -> "%s has no line %s".formatted(file, end));
    String expected =
        document.substring(0, from + start.length() + 1)
            + "\n"
            + part
            + "\n"
            + document.substring(to);
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(file, expected);
    }
    assertEquals(expected, Files.readString(file), remedy);
  }
}
