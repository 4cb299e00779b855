package io.verilock.vkyc.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.models.Calibration;
import io.verilock.vkyc.models.Calibration.Knot;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceContinuityTest {
  private static final int NUMBERS = 64;

  /** Operating threshold of the pack {@code open}. */
  private static final Calibration FACE_MATCH =
      new Calibration(List.of(new Knot(-1, 0), new Knot(0.336, 50), new Knot(1, 100)));

  private final FaceContinuity continuity = new FaceContinuity(FACE_MATCH);
  private final Random random = new Random(7);
  private final float[] person = face();
  private final float[] other = face();

  @ParameterizedTest
  @CsvSource({"0,5", "12,5", "25,5", "0,15", "15,15", "10,10", "20,10"})
  void aSecondPersonIsCaughtWhereverAndHoweverBriefly(int from, int frames) {
    Check check = continuity.check(clip(30, from, from + frames));

    assertThat(check.getReasons()).containsExactly("face_changed");
    assertThat(check.getScore()).isLessThan(50);
    int change = from == 0 ? frames : from;
    assertThat(check.getMeasures().get("changed_at_seconds")).isEqualTo(change / 5.0, within(0.2));
  }

  @Test
  void onePersonIsNot() {
    for (int clip = 0; clip < 50; clip++) {
      Check check = continuity.check(clip(30, 0, 0));
      assertThat(check.getScore()).isGreaterThan(50);
      assertThat(check.getReasons()).isEmpty();
      assertThat(check.getMeasures()).containsOnlyKeys("lowest_cosine");
    }
  }

  @Test
  void twoStrangeFramesAreNoSecondPerson() {
    List<FrameEvidence> clip = clip(30, 0, 0);
    clip.set(10, frame(10, face()));
    clip.set(20, frame(20, face()));
    assertThat(continuity.check(clip).getReasons()).isEmpty();
  }

  @Test
  void someoneWhoTurnsSlowlyIsOnePerson() {
    List<FrameEvidence> clip = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      // From the first second to the last the face comes to be quite unlike itself.
      float share = i / 59f;
      float[] turned = new float[NUMBERS];
      for (int k = 0; k < NUMBERS; k++) {
        turned[k] = (1 - share) * person[k] + share * other[k];
      }
      clip.add(frame(i, unit(turned)));
    }
    double ends =
        Templates.cosine(Templates.fuse(clip.subList(0, 5)), Templates.fuse(clip.subList(55, 60)));
    assertThat(FACE_MATCH.score(ends)).isLessThan(50);
    assertThat(continuity.check(clip).getReasons()).isEmpty();
  }

  @Test
  void tooFewFramesRaiseNoAlarm() {
    Check check = continuity.check(clip(9, 4, 9));
    assertThat(check.getStatus()).isEqualTo(CheckStatus.not_performed);
    assertThat(check.getScore()).isNull();
    assertThat(check.getReasons()).isEmpty();
  }

  /**
   * If every frame were held against every other, this would take a quarter of an hour; it takes a
   * second.
   */
  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void theCostOfALongCallGrowsWithItsFramesOnly() {
    List<FrameEvidence> call = clip(120_000, 9_000, 9_010);
    assertThat(continuity.check(call).getReasons()).containsExactly("face_changed");
  }

  /** A clip of the person with the other one from a frame to another, five frames a second. */
  private List<FrameEvidence> clip(int frames, int from, int to) {
    List<FrameEvidence> clip = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      float[] seen = (i >= from && i < to ? other : person).clone();
      for (int k = 0; k < NUMBERS; k++) {
        seen[k] += (float) (0.08 * random.nextGaussian());
      }
      clip.add(frame(i, unit(seen)));
    }
    return clip;
  }

  private static FrameEvidence frame(int index, float[] template) {
    FaceSighting sighting =
        new FaceSighting(1, 100, Qualities.GOOD, new byte[1], new float[0], null);
    return FrameEvidence.ofSighting(index, index * 200_000L, sighting)
        .with(FrameEvidence.ofTemplate(index, template));
  }

  private float[] face() {
    float[] face = new float[NUMBERS];
    for (int k = 0; k < NUMBERS; k++) {
      face[k] = (float) random.nextGaussian();
    }
    return unit(face);
  }

  private static float[] unit(float[] values) {
    double[] sum = new double[values.length];
    for (int k = 0; k < values.length; k++) {
      sum[k] = values[k];
    }
    return Templates.direction(sum);
  }
}
