package io.verilock.vkyc.jobs.vision;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.decision.FaceQuality;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.face.FaceAlignment;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.pack.LoadedModels;
import io.verilock.vkyc.testing.DevelopmentData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The error-versus-discard characteristic of ISO/IEC 29794-1: how the false non-match rate falls
 * while the pictures with the lowest unified quality score are discarded. On genuine pairs of
 * Labelled Faces in the Wild that the quality's figures were not fitted on, one picture of each
 * made worse.
 */
@Tag("media")
class ErrorVersusDiscardTest {
  private static final String HELD_OUT = "lfw-view2-fold2";

  /** Pairs that the suite looks at each time. */
  private static final int FEW = 10;

  private record Sample(double quality, boolean matches) {}

  private final Map<String, float[]> templates = new HashMap<>();

  @Tag("figures")
  @Test
  void discardingTheWorstPicturesTakesFalseNonMatchesAway() throws IOException {
    List<Sample> samples = samples(Integer.MAX_VALUE);
    double before = falseNonMatchRate(samples, 0);
    System.out.printf("%d degraded pictures, FNMR by share discarded:", samples.size());
    for (double share : new double[] {0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5}) {
      System.out.printf(" %.0f %%: %.3f", 100 * share, falseNonMatchRate(samples, share));
    }
    System.out.println();
    assertThat(samples).hasSizeGreaterThan(750);
    assertThat(before).isGreaterThan(0.15);
    assertThat(falseNonMatchRate(samples, 0.1)).isLessThan(0.75 * before);
    assertThat(falseNonMatchRate(samples, 0.3)).isLessThan(0.4 * before);

    List<Sample> refused =
        samples.stream().filter(sample -> sample.quality() < FaceQuality.USABLE_FROM).toList();
    List<Sample> good = samples.stream().filter(sample -> sample.quality() >= 80).toList();
    System.out.printf(
        "FNMR %.3f of %d refused, %.3f of %d from 80%n",
        falseNonMatchRate(refused, 0), refused.size(), falseNonMatchRate(good, 0), good.size());
    assertThat(falseNonMatchRate(refused, 0)).isGreaterThan(0.55);
    assertThat(falseNonMatchRate(good, 0)).isLessThan(0.06);
  }

  @Test
  void ofAFewPicturesTheWorstAreThoseThatDoNotMatch() throws IOException {
    List<Sample> samples = samples(FEW);
    double before = falseNonMatchRate(samples, 0);
    System.out.printf(
        "%d degraded pictures: FNMR %.3f, %.3f without the worse half%n",
        samples.size(), before, falseNonMatchRate(samples, 0.5));
    assertThat(before).isGreaterThan(0.15);
    assertThat(falseNonMatchRate(samples, 0.5)).isLessThan(0.4 * before);
  }

  /** Degraded pictures of so many pairs at the most, the worst first. */
  private List<Sample> samples(int most) throws IOException {
    List<String[]> pairs =
        DevelopmentData.table("pairs.csv").stream()
            .filter(pair -> pair[3].equals(HELD_OUT) && pair[2].equals("1"))
            .limit(most)
            .toList();
    List<Sample> samples = new ArrayList<>();
    try (LoadedModels models = DevelopmentData.openPack()) {
      Random random = new Random(11);
      for (String[] pair : pairs) {
        float[] mate = templates.computeIfAbsent(pair[1], path -> template(models, path));
        Picture picture = DevelopmentData.picture(pair[0]);
        DetectedFace face = middle(models, picture).orElseThrow();
        for (Degraded way : Degraded.values()) {
          Picture worse = way.of(picture, face, random.nextDouble(), random);
          sample(models, worse, mate).ifPresent(samples::add);
        }
      }
    }
    samples.sort(Comparator.comparingDouble(Sample::quality));
    return samples;
  }

  private static Optional<Sample> sample(ModelSet models, Picture picture, float[] mate) {
    Optional<DetectedFace> found = middle(models, picture);
    return found
        .flatMap(face -> models.aligner().align(picture, face))
        .map(
            alignment -> {
              FaceQuality quality =
                  FaceQualityMeter.measure(picture, found.orElseThrow(), alignment);
              double cosine = cosine(models.embedder().embed(alignment.face()), mate);
              return new Sample(quality.unifiedScore(), models.faceMatch().score(cosine) >= 50);
            });
  }

  private static double falseNonMatchRate(List<Sample> sorted, double discarded) {
    List<Sample> kept = sorted.subList((int) (discarded * sorted.size()), sorted.size());
    return (double) kept.stream().filter(sample -> !sample.matches()).count() / kept.size();
  }

  private static float[] template(ModelSet models, String path) {
    Picture picture = DevelopmentData.picture(path);
    DetectedFace face = middle(models, picture).orElseThrow();
    FaceAlignment alignment = models.aligner().align(picture, face).orElseThrow();
    return models.embedder().embed(alignment.face());
  }

  /** The face in the middle: that is whom Labelled Faces in the Wild names, not the largest one. */
  private static Optional<DetectedFace> middle(ModelSet models, Picture picture) {
    return models.detector().detect(picture).stream()
        .min(
            Comparator.comparingDouble(
                face ->
                    Math.hypot(
                        face.left() + face.width() / 2 - picture.width() / 2.0,
                        face.top() + face.height() / 2 - picture.height() / 2.0)));
  }

  private static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
