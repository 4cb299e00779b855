package io.verilock.vkyc.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class LoopedVideoTest {
  private final Random random = new Random(7);

  @Test
  void aClipPlayedOverAndOverIsNamedWithItsPlace() {
    // Four seconds of a person, then two of them once more.
    Check check = check(30, i -> i < 20 ? i : i - 15);

    assertThat(check.getReasons()).containsExactly("looped_video");
    assertThat(check.getScore()).isZero();
    assertThat(check.getMeasures().get("repeated_seconds")).isEqualTo(1.8);
    assertThat(check.getMeasures().get("repeated_at_seconds")).isEqualTo(1);
  }

  @Test
  void aClipPlayedToItsEndAndBackIsNamed() {
    assertThat(check(30, i -> i < 15 ? i : 29 - i).getReasons()).containsExactly("looped_video");
  }

  @Test
  void aPersonWhoMovesAllTheTimeIsNotLooped() {
    Check check = check(60, i -> i);

    assertThat(check.getReasons()).isEmpty();
    assertThat(check.getScore()).isEqualTo(100);
  }

  @Test
  void whoSitsStillIsNotLooped() {
    assertThat(check(60, i -> 0).getReasons()).isEmpty();
  }

  @Test
  void aMovementOfLessThanASecondMayComeAgain() {
    assertThat(check(40, i -> i >= 30 && i < 35 ? i - 20 : i).getReasons()).isEmpty();
  }

  @Test
  void anHourOfCallIsLookedThrough() {
    assertThat(check(18_000, i -> i).getScore()).isEqualTo(100);
  }

  @Test
  void aVideoOfTwoSecondsIsTooShortToTell() {
    assertThat(check(9, i -> i).getStatus()).isEqualTo(CheckStatus.not_performed);
  }

  /** Five frames a second, each with the picture that {@code picture} names. */
  private Check check(int frames, IntUnaryOperator picture) {
    List<FrameEvidence> evidence = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      evidence.add(
          FrameEvidence.ofSighting(
              i,
              i * 200_000L,
              new FaceSighting(
                  1, 100, Qualities.GOOD, signature(picture.applyAsInt(i)), new float[0], null)));
    }
    return new LoopedVideo().check(evidence);
  }

  /** Forty blocks that move by chance, and the noise of encoding on all. */
  private byte[] signature(int picture) {
    Random movement = new Random(picture);
    byte[] signature = new byte[1024];
    for (int i = 0; i < signature.length; i++) {
      int level = i < 40 ? 60 + movement.nextInt(100) : 100;
      signature[i] = (byte) (level + random.nextInt(2));
    }
    return signature;
  }
}
