package io.verilock.vkyc.evaluation.report;

import io.verilock.vkyc.schemas.Prompt;
import io.verilock.vkyc.schemas.TranscriptPiece;
import java.util.ArrayList;
import java.util.List;

/**
 * What was asked for and what was said, along the time of the video.
 *
 * @param seconds length of the track
 */
public record Track(double seconds, List<Part> asked, List<Part> said) {
  /**
   * A part of a track.
   *
   * @param from share of the track's length before it, 0-100
   * @param width share of the track's length, 0-100
   */
  public record Part(String words, double from, double width) {}

  /** The track of a session; null where nothing was asked for and nothing said. */
  static Track of(SessionView session) {
    List<TranscriptPiece> pieces = session.result().getTranscriptPieces();
    long millis = 1;
    for (Prompt prompt : session.prompts()) {
      millis = Math.max(millis, prompt.getToMs());
    }
    for (TranscriptPiece piece : pieces) {
      millis = Math.max(millis, piece.getToMs());
    }
    List<Part> asked = new ArrayList<>();
    for (Prompt prompt : session.prompts()) {
      asked.add(part(words(prompt), prompt.getFromMs(), prompt.getToMs(), millis));
    }
    List<Part> said = new ArrayList<>();
    for (TranscriptPiece piece : pieces) {
      // Without a detector of speech any sound is a piece: what is no word says nothing here.
      if (piece.getText() != null) {
        said.add(part(piece.getText(), piece.getFromMs(), piece.getToMs(), millis));
      }
    }
    return asked.isEmpty() && said.isEmpty() ? null : new Track(millis / 1000.0, asked, said);
  }

  private static Part part(String words, long from, long to, long whole) {
    return new Part(words, 100.0 * from / whole, 100.0 * (to - from) / whole);
  }

  private static String words(Prompt prompt) {
    return switch (prompt.getKind()) {
      case look -> "look straight";
      case statement -> "name and date";
      case phrase -> "\u201c" + prompt.getText() + "\u201d";
      case turn_left -> "turn left";
      case turn_right -> "turn right";
      case turn_up -> "look up";
      case unknown -> "?";
    };
  }
}
