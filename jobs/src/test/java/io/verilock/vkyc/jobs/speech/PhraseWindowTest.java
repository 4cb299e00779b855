package io.verilock.vkyc.jobs.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhraseWindowTest {
  private static final AskedPhrase PHRASE = new AskedPhrase("two green cats sleep", 3_000, 9_000);

  private final SpeechProgress heard = new SpeechProgress();
  private final List<short[]> given = new ArrayList<>();

  @Test
  void theSoundOfThePromptsTimeIsGivenOnceWhenItIsOver() {
    hear(seconds(0, 7));
    assertThat(given).isEmpty();
    assertThat(heard.phrase.length).isEqualTo(16 * (7_000 - 2_700));
    hear(seconds(7, 10));
    assertThat(given).isEmpty();
    hear(seconds(10, 12));
    hear(seconds(12, 20));
    PhraseWindow.end(heard, given::add);

    assertThat(given).hasSize(1);
    assertThat(given.get(0)).hasSize(16 * (10_500 - 2_700));
    assertThat(given.get(0)[0]).isEqualTo((short) 2_700);
    assertThat(given.get(0)[given.get(0).length - 1]).isEqualTo((short) 10_499);
    assertThat(heard.phrase).isEmpty();
  }

  @Test
  void aRecordingThatEndsEarlyGivesWhatThereIs() {
    hear(seconds(0, 4));
    PhraseWindow.end(heard, given::add);
    assertThat(given.get(0)).hasSize(16 * 1_300);

    SpeechProgress silent = new SpeechProgress();
    PhraseWindow.end(silent, given::add);
    assertThat(given.get(1)).isEmpty();
  }

  @Test
  void noMoreIsKeptThanIsListenedTo() {
    AskedPhrase hour = new AskedPhrase("a", 0, 3_600_000);
    for (int second = 0; second < 60; second++) {
      PhraseWindow.hear(seconds(second, second + 1), heard, hour, given::add);
    }

    assertThat(given).hasSize(1);
    assertThat(given.get(0)).hasSize(12 * 16_000);
  }

  private void hear(short[] samples) {
    PhraseWindow.hear(samples, heard, PHRASE, given::add);
  }

  /** Each sample is the millisecond it stands at. */
  private static short[] seconds(int from, int to) {
    short[] samples = new short[(to - from) * 16_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (from * 1_000 + i / 16);
    }
    return samples;
  }
}
