package io.verilock.vkyc.jobs.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.models.speech.Dictation;
import io.verilock.vkyc.models.speech.VoiceActivityDetector;
import io.verilock.vkyc.testing.ColourModels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpeechCutterTest {
  private static final int WINDOW = VoiceActivityDetector.WINDOW;
  private static final int WINDOWS_OF_A_SECOND = 31;

  private final SpeechProgress progress = new SpeechProgress();
  private final List<Utterance> cut = new ArrayList<>();
  private SpeechCutter cutter = new SpeechCutter(new ColourModels().voiceActivity());

  @Test
  void anUtteranceReachesFromAMomentBeforeSpeechToAMomentAfter() {
    hear(silence(50), tone(60), silence(50), tone(30), silence(5));
    end();

    assertThat(cut).extracting(Utterance::index).containsExactly(0, 1);
    assertThat(cut.get(0).fromMillis()).isEqualTo(40 * 32);
    assertThat(cut.get(0).toMillis()).isEqualTo((50 + 60 + 10) * 32);
    assertThat(cut.get(1).fromMillis()).isEqualTo((50 + 60 + 50 - 10) * 32);
    assertThat(cut.get(1).toMillis()).isEqualTo((50 + 60 + 50 + 30 + 5) * 32);
    assertThat(progress.speechWindows).isEqualTo(90);
  }

  @Test
  void aBreathIsNoPause() {
    hear(tone(40), silence(19), tone(40), silence(20));
    end();

    assertThat(cut).hasSize(1);
  }

  @Test
  void aClickIsNoSpeech() {
    hear(silence(20), tone(3), silence(40));
    end();

    assertThat(cut).isEmpty();
    assertThat(progress.speechWindows).isEqualTo(3);
  }

  @Test
  void whoNeverPausesIsCutAtTheMostQuietMoment() {
    // 10.5 s of speech, a hesitation, and more.
    hear(tone(328), silence(3), tone(328));
    end();

    assertThat(cut).hasSize(2);
    assertThat(cut.get(0).samples().length).isBetween(328 * WINDOW, 331 * WINDOW);
    assertThat(cut.get(1).fromMillis()).isEqualTo(cut.get(0).toMillis());
    assertThat(cut)
        .allSatisfy(
            one -> assertThat(one.samples().length).isLessThanOrEqualTo(Dictation.LONGEST_SAMPLES));
  }

  @Test
  void anHourIsCutOffAtItsBound() {
    for (int minute = 0; minute < 60; minute++) {
      hear(tone(60 * WINDOWS_OF_A_SECOND));
    }
    end();

    assertThat(progress.cut).isTrue();
    long seconds = cut.stream().mapToLong(one -> one.samples().length).sum() / 16_000;
    assertThat(seconds)
        .isBetween(SpeechCutter.MOST_SECONDS - 12L, (long) SpeechCutter.MOST_SECONDS);
    assertThat(progress.open.length).isLessThanOrEqualTo(Dictation.LONGEST_SAMPLES);
    assertThat(progress.speechWindows).isEqualTo(60 * 60 * WINDOWS_OF_A_SECOND);
  }

  @Test
  void theWayTheSoundIsCutChangesNothing() {
    short[] sound = joined(silence(33), tone(100), silence(30), tone(700), silence(64), tone(9));
    hear(sound);
    end();
    List<Utterance> whole = List.copyOf(cut);

    SpeechProgress pieces = new SpeechProgress();
    List<Utterance> others = new ArrayList<>();
    Random random = new Random(5);
    for (int from = 0; from < sound.length; ) {
      int to = Math.min(sound.length, from + WINDOW * (1 + random.nextInt(40)));
      cutter.hear(Arrays.copyOfRange(sound, from, to), pieces, others::add);
      from = to;
    }
    cutter.end(pieces, others::add);

    assertThat(others).hasSameSizeAs(whole).hasSize(4);
    for (int i = 0; i < whole.size(); i++) {
      assertThat(others.get(i).fromMillis()).isEqualTo(whole.get(i).fromMillis());
      assertThat(others.get(i).samples()).isEqualTo(whole.get(i).samples());
    }
  }

  @Test
  void withoutADetectorAllThatCanBeHeardIsCut() {
    cutter = new SpeechCutter(Optional.empty());
    hear(silence(40), tone(40), silence(40));
    end();

    assertThat(cut).hasSize(1);
    assertThat(progress.speechWindows).isZero();
  }

  private void hear(short[]... sounds) {
    cutter.hear(joined(sounds), progress, cut::add);
  }

  private void end() {
    cutter.end(progress, cut::add);
  }

  private static short[] silence(int windows) {
    return new short[windows * WINDOW];
  }

  private static short[] tone(int windows) {
    short[] samples = new short[windows * WINDOW];
    Arrays.fill(samples, (short) 1_000);
    return samples;
  }

  private static short[] joined(short[]... sounds) {
    short[] all = new short[Arrays.stream(sounds).mapToInt(sound -> sound.length).sum()];
    int length = 0;
    for (short[] sound : sounds) {
      System.arraycopy(sound, 0, all, length, sound.length);
      length += sound.length;
    }
    return all;
  }
}
