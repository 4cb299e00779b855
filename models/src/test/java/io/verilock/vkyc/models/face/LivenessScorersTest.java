package io.verilock.vkyc.models.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.inference.Network;
import io.verilock.vkyc.models.inference.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LivenessScorersTest {
  @Test
  void looksAtTheFaceScaledAboutItsMiddle() {
    // A face of 10 x 10 at the middle: the crop is 27 pixels wide, both ends counted.
    Picture frame = columns(201);

    Picture crop = scorer(2.7f).crop(frame, face(95, 95, 10));

    assertThat(crop.width()).isEqualTo(80);
    assertThat(crop.height()).isEqualTo(80);
    assertThat(blue(crop, 0, 0)).isEqualTo(86);
    assertThat(blue(crop, 79, 0)).isEqualTo(113);
  }

  @Test
  void shiftsTheCropInsideThePictureNearAnEdge() {
    Picture frame = columns(201);

    assertThat(blue(scorer(4f).crop(frame, face(0, 0, 20)), 0, 0)).isZero();
    assertThat(blue(scorer(4f).crop(frame, face(0, 0, 20)), 79, 0)).isEqualTo(80);
    assertThat(blue(scorer(4f).crop(frame, face(190, 190, 20)), 0, 0)).isEqualTo(120);
    assertThat(blue(scorer(4f).crop(frame, face(190, 190, 20)), 79, 0)).isEqualTo(200);
  }

  @Test
  void takesTheWholePictureWhereTheFaceIsTooLargeForTheScale() {
    Picture frame = columns(201);

    Picture crop = scorer(4f).crop(frame, face(20, 20, 160));

    assertThat(blue(crop, 0, 0)).isBetween(0, 1);
    assertThat(blue(crop, 79, 0)).isBetween(199, 200);
    assertThat(scorer(4f).crop(frame, face(-50, -50, 400)).width()).isEqualTo(80);
  }

  @Test
  void mirrorsThePictureAroundAFaceAtTheEdge() {
    MiniFasScorer scorer = new MiniFasScorer(new FixedLogits(0, 0), "test");
    // The square reaches from -10 to 117: 128 pixels, one for each of the crop's.
    Picture crop =
        scorer.crop(columns(201), new DetectedFace(11.3f, 60, 85.4f, 50, 1, new float[10]));

    assertThat(crop.width()).isEqualTo(128);
    assertThat(blue(crop, 0, 0)).isEqualTo(10);
    assertThat(blue(crop, 9, 0)).isEqualTo(1);
    assertThat(blue(crop, 10, 0)).isZero();
    assertThat(blue(crop, 11, 0)).isEqualTo(1);
  }

  @Test
  void takesTheProbabilityOfTheLiveClass() {
    Picture crop = columns(80);

    assertThat(new MiniFasNetScorer(new FixedLogits(1, 3, 2), "test", 2.7f).score(crop))
        .isCloseTo(0.6652, within(1e-4));
    assertThat(new MiniFasScorer(new FixedLogits(1, 3), "test").score(columns(128)))
        .isCloseTo(0.1192, within(1e-4));
  }

  @Test
  void givesEachNetworkItsChannelsAndRange() {
    FixedLogits bgr = new FixedLogits(0, 0, 0);
    FixedLogits rgb = new FixedLogits(0, 0);
    Picture lastBlue = columns(128);

    new MiniFasNetScorer(bgr, "test", 2.7f).score(columns(80));
    new MiniFasScorer(rgb, "test").score(lastBlue);

    assertThat(bgr.seen[79]).as("blue first, as it is").isEqualTo(79);
    assertThat(rgb.seen[127]).as("red first").isZero();
    assertThat(rgb.seen[2 * 128 * 128 + 127]).isCloseTo(127 / 255f, within(1e-6f));
  }

  private static MiniFasNetScorer scorer(float scale) {
    return new MiniFasNetScorer(new FixedLogits(0, 0, 0), "test", scale);
  }

  private static DetectedFace face(float left, float top, float side) {
    return new DetectedFace(left, top, side, side, 1, new float[10]);
  }

  /** A square picture whose blue is the number of the column. */
  private static Picture columns(int side) {
    byte[] bgr = new byte[3 * side * side];
    for (int i = 0; i < side * side; i++) {
      bgr[3 * i] = (byte) (i % side);
    }
    return new Picture(side, side, bgr);
  }

  private static int blue(Picture picture, int x, int y) {
    return picture.bgr()[3 * (y * picture.width() + x)] & 0xFF;
  }

  /** A network that always answers the same and remembers what it saw. */
  private static final class FixedLogits implements Network {
    private final float[] logits;
    private float[] seen;

    FixedLogits(float... logits) {
      this.logits = logits;
    }

    @Override
    public Map<String, Tensor> run(List<Tensor> inputs) {
      FloatBuffer data = inputs.get(0).data();
      seen = new float[data.limit()];
      data.get(0, seen);
      return Map.of("logits", new Tensor(FloatBuffer.wrap(logits), 1, logits.length));
    }

    @Override
    public void close() {}
  }
}
