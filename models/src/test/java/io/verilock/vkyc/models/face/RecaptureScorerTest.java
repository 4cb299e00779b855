package io.verilock.vkyc.models.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.models.LogisticRegression;
import io.verilock.vkyc.models.image.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecaptureScorerTest {
  /** Goes by the deviation of Cr alone. */
  private final RecaptureScorer scorer =
      new RecaptureScorer(
          new LogisticRegression(
              List.of(0., 0., 0., 0., 0., 10.),
              List.of(1., 1., 1., 1., 1., 5.),
              List.of(0., 0., 0., 0., 0., -1.),
              0));

  @Test
  void measuresLumaAndChromaByTheirMeansAndDeviations() {
    // Half pure red, half black: Y 76.245 and 0, Cb 84.998 and 128, Cr 255.45 and 128.
    double[] statistics = RecaptureScorer.statistics(halves(0, 0, 255));

    assertThat(statistics[0]).isCloseTo(38.12, within(0.01));
    assertThat(statistics[1]).isCloseTo(106.50, within(0.01));
    assertThat(statistics[2]).isCloseTo(191.73, within(0.01));
    assertThat(statistics[3]).isCloseTo(38.12, within(0.01));
    assertThat(statistics[4]).isCloseTo(21.50, within(0.01));
    assertThat(statistics[5]).isCloseTo(63.73, within(0.01));
  }

  @Test
  void looksAtTheFaceAlone() {
    byte[] bgr = new byte[3 * 200 * 200];
    for (int y = 50; y < 150; y++) {
      for (int x = 60; x < 140; x++) {
        bgr[3 * (y * 200 + x) + 2] = (byte) 200;
      }
    }
    DetectedFace face = new DetectedFace(70, 60, 60, 80, 1, new float[10]);

    Picture crop = scorer.crop(new Picture(200, 200, bgr), face);

    assertThat(crop.width()).isEqualTo(64);
    assertThat(crop.height()).isEqualTo(64);
    assertThat(RecaptureScorer.statistics(crop)[5]).isZero();
  }

  @Test
  void poorColoursSpeakForOneSideAndRichOnesForTheOther() {
    assertThat(scorer.score(halves(90, 90, 90))).isGreaterThan(0.8);
    assertThat(scorer.score(halves(0, 0, 255))).isLessThan(0.1);
  }

  private static Picture halves(int blue, int green, int red) {
    byte[] bgr = new byte[3 * 64 * 64];
    for (int i = 0; i < bgr.length / 2; i += 3) {
      bgr[i] = (byte) blue;
      bgr[i + 1] = (byte) green;
      bgr[i + 2] = (byte) red;
    }
    return new Picture(64, 64, bgr);
  }
}
