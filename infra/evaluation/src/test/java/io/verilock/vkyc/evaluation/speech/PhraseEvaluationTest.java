package io.verilock.vkyc.evaluation.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.evaluation.data.LabelledData.Sentence;
import io.verilock.vkyc.models.speech.phrase.HeardWord;
import io.verilock.vkyc.models.speech.phrase.PhraseVerdict;
import io.verilock.vkyc.models.speech.phrase.PhraseVerdict.Outcome;
import io.verilock.vkyc.models.speech.phrase.PhraseVerifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhraseEvaluationTest {
  @TempDir Path folder;

  private static final short LETTERS = 1_000;
  private static final short NUMBERS = 2_000;

  @Test
  void rejectionsAndAcceptancesAreCountedByLanguage() throws Exception {
    wav("letters.wav", LETTERS);
    wav("numbers.wav", NUMBERS);
    PhraseEvaluation evaluation = new PhraseEvaluation(new LevelListener());
    evaluation.cut(folder, new Sentence("letters.wav", "en", "a b c d e f g h i j k l m n o"));
    evaluation.cut(folder, new Sentence("numbers.wav", "en", "one two three four"));
    evaluation.cut(folder, new Sentence("numbers.wav", "en", "one two three"));
    evaluation.cut(folder, new Sentence("numbers.wav", "ja", "ichi ni san shi"));

    assertThat(evaluation.figures(evaluation.phrases().stream().map(evaluation::check).toList()))
        .hasSize(1)
        .containsEntry(
            "en",
            new PhraseFigures(
                3,
                1,
                3,
                new PhraseFigures.Rejected(0, 3, 3, 3),
                3,
                new PhraseFigures.Accepted(0, 0, 3)));
  }

  /** Hears by the level whether letters or numbers are said, and nothing in noise. */
  private static final class LevelListener implements PhraseVerifier {
    @Override
    public Set<String> languages() {
      return Set.of("en");
    }

    @Override
    public PhraseVerdict verify(
        String language, String phrase, List<String> decoys, short[] sound) {
      List<HeardWord> words = new ArrayList<>();
      for (String word : phrase.split(" ", -1)) {
        words.add(new HeardWord(word, words.size() * 100, words.size() * 100 + 100, 0));
      }
      boolean said = words.stream().allMatch(word -> sounds(word.word(), sound));
      return new PhraseVerdict(said ? Outcome.SAID : Outcome.NOT_SAID, 0, 0, 0, words, List.of());
    }

    private static boolean sounds(String word, short[] sound) {
      short level = word.length() == 1 ? LETTERS : NUMBERS;
      return IntStream.range(0, sound.length).allMatch(i -> sound[i] == level);
    }
  }

  /** Two seconds. */
  private void wav(String name, short level) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(2 * 16_000 * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      bytes.putShort(level);
    }
    try (AudioInputStream sound =
        new AudioInputStream(
            new ByteArrayInputStream(bytes.array()),
            new AudioFormat(16_000, 16, 1, true, false),
            bytes.capacity() / Short.BYTES)) {
      AudioSystem.write(sound, AudioFileFormat.Type.WAVE, folder.resolve(name).toFile());
    }
  }
}
