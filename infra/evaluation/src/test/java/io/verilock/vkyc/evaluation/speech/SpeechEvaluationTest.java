package io.verilock.vkyc.evaluation.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.evaluation.data.LabelledData.Sentence;
import io.verilock.vkyc.evaluation.speech.SpeechEvaluation.Written;
import io.verilock.vkyc.testing.ColourModels;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeechEvaluationTest {
  @TempDir Path folder;
  private final SpeechEvaluation evaluation = new SpeechEvaluation(new ColourModels());

  @Test
  void errorsAreCountedByLanguage() throws Exception {
    wav("loud.wav", 8_000);
    wav("silent.wav", 0);
    List<Written> written =
        List.of(
            evaluation.write(folder, new Sentence("loud.wav", "en", "A tone!")),
            evaluation.write(folder, new Sentence("loud.wav", "en", "the tone again")),
            evaluation.write(folder, new Sentence("silent.wav", "en", "a tone")),
            evaluation.write(folder, new Sentence("loud.wav", "de", "ein Ton")),
            evaluation.write(folder, new Sentence("silent.wav", "de", "ein Ton")));

    assertThat(evaluation.figures(written))
        .hasSize(2)
        .containsEntry("de", new SpeechFigures(2, 1, null, null, null))
        .containsEntry("en", new SpeechFigures(3, 2, 7, 4, 4 / 7.0));
  }

  @Test
  void aFileThatIsNoSoundIsNamed() throws Exception {
    Files.writeString(folder.resolve("letter.txt"), "Dear all");

    assertThatThrownBy(() -> evaluation.write(folder, new Sentence("letter.txt", "en", "a")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("letter.txt");
  }

  /** Two seconds at another rate and in stereo, as recordings come. */
  private void wav(String name, int height) throws IOException {
    byte[] bytes = new byte[2 * 22_050 * 4];
    for (int i = 0; i + 3 < bytes.length; i += 4) {
      bytes[i + 1] = (byte) (height >> 8);
      bytes[i + 3] = (byte) (height >> 8);
    }
    AudioFormat format = new AudioFormat(22_050, 16, 2, true, false);
    try (AudioInputStream sound =
        new AudioInputStream(new ByteArrayInputStream(bytes), format, bytes.length / 4)) {
      AudioSystem.write(sound, AudioFileFormat.Type.WAVE, folder.resolve(name).toFile());
    }
  }
}
