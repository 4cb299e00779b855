package io.verilock.vkyc.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AudioVideoSyncTest {
  private static final int FRAMES = 40;

  @Test
  void aMouthThatOpensWhenItIsLoudIsInSync() {
    double[] opening = opening(1);
    Check check = AudioVideoSync.check(frames(opening), speech(levels(opening, 0), 6.0));

    assertThat(check.getStatus()).isEqualTo(CheckStatus.passed);
    assertThat(check.getReasons()).isEmpty();
    assertThat(check.getMeasures().get("correlation")).isGreaterThan(0.8);
    assertThat(check.getScore()).isNull();
  }

  @Test
  void soundThatIsATenthOfASecondLateIsStillInSync() {
    double[] opening = opening(1);
    Check check = AudioVideoSync.check(frames(opening), speech(levels(opening, 3), 6.0));
    assertThat(check.getMeasures().get("correlation")).isGreaterThan(0.8);
  }

  @Test
  void aMouthThatIsShutWhileSomebodySpeaksAsksForALook() {
    double[] shut = new double[FRAMES];
    Arrays.fill(shut, 0.1);
    Check check = AudioVideoSync.check(frames(shut), speech(levels(opening(1), 0), 6.0));

    assertThat(check.getStatus()).isEqualTo(CheckStatus.uncertain);
    assertThat(check.getReasons()).containsExactly("audio_video_out_of_sync");
  }

  @Test
  void aMouthThatOpensWhenItIsQuietAsksForALook() {
    double[] opening = opening(1);
    double[] opposite = Arrays.stream(opening).map(value -> 0.6 - value).toArray();
    Check check = AudioVideoSync.check(frames(opposite), speech(levels(opening, 0), 6.0));
    assertThat(check.getReasons()).containsExactly("audio_video_out_of_sync");
  }

  @Test
  void withLittleSpeechOrNobodyToTellItNothingIsSaid() {
    double[] opening = opening(1);
    List<FrameEvidence> frames = frames(opening);
    assertThat(AudioVideoSync.check(frames, speech(levels(opening, 0), 1.9)).getStatus())
        .isEqualTo(CheckStatus.not_performed);
    assertThat(AudioVideoSync.check(frames.subList(0, 9), speech(levels(opening, 0), 6.0)))
        .extracting(Check::getStatus)
        .isEqualTo(CheckStatus.not_performed);
    byte[] brief = Arrays.copyOf(levels(opening, 0), 50);
    assertThat(AudioVideoSync.check(frames, speech(brief, 6.0)).getStatus())
        .as("most frames have no sound")
        .isEqualTo(CheckStatus.not_performed);
    Check unheard = AudioVideoSync.check(frames, speech(new byte[0], null));
    assertThat(unheard.getStatus()).isEqualTo(CheckStatus.not_available);
    assertThat(unheard.getReasons()).containsExactly("speech_detection_not_available");
  }

  private static double[] opening(long seed) {
    Random random = new Random(seed);
    return random.doubles(FRAMES, 0.1, 0.5).toArray();
  }

  /** Frames at five a second, on a clock that does not begin at 0. */
  private static List<FrameEvidence> frames(double[] opening) {
    List<FrameEvidence> frames = new ArrayList<>();
    for (int i = 0; i < opening.length; i++) {
      float[] points = {0, 0, 1, 0, 0.5f, 0.5f, 0, 0, 0.5f, 0.5f + (float) opening[i]};
      FaceSighting sighting =
          new FaceSighting(1, 100, FaceQuality.UNMEASURED, new byte[0], points, null);
      frames.add(FrameEvidence.ofSighting(i, 7_000_000 + i * 200_000L, sighting));
    }
    return frames;
  }

  /** As loud as the mouth is open on the frame that is shown, so many windows later. */
  private static byte[] levels(double[] opening, int late) {
    byte[] levels = new byte[(int) (opening.length * 0.2 * 31.25) + 10];
    for (int i = 0; i < levels.length; i++) {
      int frame = (int) Math.round((i - late) / 31.25 / 0.2);
      levels[i] = (byte) (-100 + 150 * opening[Math.max(0, Math.min(opening.length - 1, frame))]);
    }
    return levels;
  }

  private static SpeechEvidence speech(byte[] levels, Double seconds) {
    return new SpeechEvidence(seconds, List.of(), false, null, new SoundLevels(levels));
  }
}
