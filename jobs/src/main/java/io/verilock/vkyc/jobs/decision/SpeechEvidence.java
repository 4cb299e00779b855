package io.verilock.vkyc.jobs.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What is known of a recording's speech.
 *
 * @param seconds seconds with speech, or null where nothing listens
 * @param pieces what was said, in order; empty where nobody wrote it down
 * @param cut whether there was more speech than is written down
 * @param obstacle code of why nobody wrote it down, or null
 * @param levels how loud the sound is; {@link SoundLevels#NONE} where nothing listens
 */
public record SpeechEvidence(
    Double seconds, List<SpokenPiece> pieces, boolean cut, String obstacle, SoundLevels levels) {
  /** Puts the pieces in order. */
  public SpeechEvidence {
    List<SpokenPiece> ordered = new ArrayList<>(pieces);
    ordered.sort(Comparator.comparingInt(SpokenPiece::index));
    pieces = List.copyOf(ordered);
  }

  /** Speech that nobody was asked to write down. */
  public static SpeechEvidence ofSeconds(Double seconds) {
    return new SpeechEvidence(seconds, List.of(), false, null, SoundLevels.NONE);
  }

  /** All that was said and is known; null where nothing is. */
  public String transcript() {
    List<String> texts = pieces.stream().map(SpokenPiece::text).filter(Objects::nonNull).toList();
    return texts.isEmpty() ? null : String.join(" ", texts);
  }

  /** Mean confidence of what is known, each piece by its length; null where nothing is. */
  Double confidence() {
    double sum = 0;
    double millis = 0;
    for (SpokenPiece piece : pieces) {
      if (piece.text() != null) {
        double length = (double) piece.toMillis() - piece.fromMillis();
        sum += piece.confidence() * length;
        millis += length;
      }
    }
    return millis == 0 ? null : sum / millis;
  }
}
