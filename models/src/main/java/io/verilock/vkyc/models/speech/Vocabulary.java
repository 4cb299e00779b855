package io.verilock.vkyc.models.speech;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pieces of words that a dictation's tokens stand for, one a line, in SentencePiece's form. */
final class Vocabulary {
  /** Tokens below are marks such as the start and the end of a text. */
  private static final int FIRST_PIECE = 3;

  private static final String SPACE = "\u2581";
  private static final Pattern BYTE = Pattern.compile("<0x([0-9A-F]{2})>");

  private final List<String> pieces;

  private Vocabulary(List<String> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  /** Reads a file of pieces, whose line numbers are the tokens. */
  static Vocabulary read(Path file) throws IOException {
    return new Vocabulary(List.of(Files.readString(file).split("\n", -1)));
  }

  /** The text that tokens stand for; tokens that stand for none are left out. */
  String text(List<Integer> tokens) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int token : tokens) {
      if (token < FIRST_PIECE || token >= pieces.size()) {
        continue;
      }
      String piece = pieces.get(token);
      Matcher single = BYTE.matcher(piece);
      if (single.matches()) {
        text.write(Integer.parseInt(single.group(1), 16));
      } else {
        text.writeBytes(piece.replace(SPACE, " ").getBytes(StandardCharsets.UTF_8));
      }
    }
    return text.toString(StandardCharsets.UTF_8).strip();
  }
}
