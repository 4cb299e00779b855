package io.verilock.vkyc.evaluation.speech;

import io.verilock.vkyc.models.speech.phrase.HeardWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A phrase and its part of a recording.
 *
 * @param path of the recording
 * @param sound 16 kHz mono
 */
record SpokenPhrase(String path, String language, List<String> words, short[] sound) {
  private static final int WORDS = 5;
  private static final int FEWEST_WORDS = 4;
  private static final int MOST_OF_RECORDING = 2;
  private static final int AROUND_MS = 100;
  private static final int SAMPLES_OF_MS = 16;

  /** The first phrases of a recording whose words have been found; none where there are too few. */
  static List<SpokenPhrase> cut(
      String path, String language, List<HeardWord> words, short[] sound) {
    List<SpokenPhrase> phrases = new ArrayList<>();
    int length = Math.min(WORDS, words.size());
    for (int first = 0;
        length >= FEWEST_WORDS
            && first + length <= words.size()
            && phrases.size() < MOST_OF_RECORDING;
        first += length) {
      List<HeardWord> part = words.subList(first, first + length);
      int from = (part.get(0).fromMs() - AROUND_MS) * SAMPLES_OF_MS;
      int to = (part.get(length - 1).toMs() + AROUND_MS) * SAMPLES_OF_MS;
      phrases.add(
          new SpokenPhrase(
              path,
              language,
              part.stream().map(HeardWord::word).toList(),
              Arrays.copyOfRange(sound, Math.max(0, from), Math.min(sound.length, to))));
    }
    return phrases;
  }
}
