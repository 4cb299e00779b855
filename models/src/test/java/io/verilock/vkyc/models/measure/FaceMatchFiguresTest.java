package io.verilock.vkyc.models.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.models.Calibration;
import io.verilock.vkyc.models.SharedData;
import io.verilock.vkyc.models.pack.LoadedModels;
import io.verilock.vkyc.models.pack.PackManifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Measures what the pack {@code open} says of itself: how well it verifies faces on the development
 * pairs, and where its calibration's knots lie. Prints the tables of the model card.
 */
class FaceMatchFiguresTest {
  private static final String FITTED = "lfw-view2-fold1";
  private static final String HELD_OUT = "lfw-view2-fold2";

  private static LoadedModels models;
  private static Templates templates;

  @BeforeAll
  static void load() throws IOException {
    SharedData.dev("pairs.csv");
    models = SharedData.openPack();
    templates = new Templates(models);
  }

  @AfterAll
  static void close() {
    if (models != null) {
      models.close();
    }
  }

  @Test
  void verifiesLabelledFacesInTheWild() throws IOException {
    Separation separation = pairs("LFW view 2", List.of(FITTED, HELD_OUT));

    assertThat(separation.genuineCount() + separation.impostorCount()).isEqualTo(900);
    assertThat(separation.areaUnderCurve()).isGreaterThanOrEqualTo(0.999);
    assertThat(separation.equalErrorRate()).isLessThanOrEqualTo(0.011);
    assertThat(separation.bestAccuracy()).isGreaterThanOrEqualTo(0.992);
  }

  @Test
  void verifiesThumbnails() throws IOException {
    Separation separation = pairs("thumbnails", List.of("lfw-view2-fold1-unaligned150"));

    assertThat(separation.genuineCount() + separation.impostorCount()).isEqualTo(200);
    assertThat(separation.areaUnderCurve()).isGreaterThanOrEqualTo(0.9995);
    assertThat(separation.equalErrorRate()).isLessThanOrEqualTo(0.01);
  }

  @Test
  void verifiesPicturesOfOtherSources() throws IOException {
    Separation separation =
        pairs(
            "other sources",
            List.of("deepface-master.csv", "dlib-johns (pairs built from identity folders)"));

    assertThat(separation.genuineCount() + separation.impostorCount()).isEqualTo(211);
    assertThat(separation.areaUnderCurve()).isGreaterThanOrEqualTo(0.9995);
    assertThat(separation.equalErrorRate()).isLessThanOrEqualTo(0.01);
  }

  @Test
  void calibratesAsTheFittedHalfSays() throws IOException {
    Separation fitted = acrossPictures(FITTED);
    Separation heldOut = acrossPictures(HELD_OUT);
    double operating = fitted.thresholdAtFalseMatchRate(1e-3);
    double strict = fitted.thresholdAtFalseMatchRate(1e-5);
    double median = fitted.genuineQuantile(0.5);
    Calibration calibration = PackManifest.ofResource("open").calibration("face_match");

    System.out.printf(
        "face_match fitted on %d + %d, held out %d + %d cross pairs%n",
        fitted.genuineCount(),
        fitted.impostorCount(),
        heldOut.genuineCount(),
        heldOut.impostorCount());
    for (double threshold : List.of(operating, strict, median)) {
      System.out.printf(
          "cosine %.4f score %.1f | fitted FMR %.6f FNMR %.4f | held out FMR %.6f FNMR %.4f%n",
          threshold,
          calibration.score(threshold),
          fitted.falseMatchRate(threshold),
          fitted.falseNonMatchRate(threshold),
          heldOut.falseMatchRate(threshold),
          heldOut.falseNonMatchRate(threshold));
    }
    assertThat(calibration.score(operating)).isCloseTo(50, within(1.0));
    assertThat(calibration.score(strict)).isCloseTo(80, within(1.0));
    assertThat(calibration.score(median)).isCloseTo(95, within(1.0));
    assertThat(calibration.score(-1)).isZero();
    assertThat(calibration.score(1)).isEqualTo(100);
    assertThat(heldOut.falseMatchRate(operating)).isLessThan(3e-3);
  }

  private static Separation pairs(String name, List<String> sources) throws IOException {
    Scores scores = new Scores();
    for (String[] pair : SharedData.table("pairs.csv")) {
      if (sources.contains(pair[3])) {
        double cosine = Templates.cosine(template(pair[0]), template(pair[1]));
        scores.add(pair[2].equals("1"), cosine);
      }
    }
    Separation separation = scores.separation();
    System.out.printf(
        "%s: %d + %d pairs, AUC %.4f, EER %.2f %% at %.3f, best accuracy %.4f, TAR at FAR 1 %% %.3f%n",
        name,
        separation.genuineCount(),
        separation.impostorCount(),
        separation.areaUnderCurve(),
        100 * separation.equalErrorRate(),
        separation.equalErrorThreshold(),
        separation.bestAccuracy(),
        1 - separation.falseNonMatchRate(separation.thresholdAtFalseMatchRate(0.01)));
    return separation;
  }

  /** Every picture of a fold against every other; LFW's folds share no person. */
  private static Separation acrossPictures(String fold) throws IOException {
    SortedSet<String> paths = new TreeSet<>();
    for (String[] pair : SharedData.table("pairs.csv")) {
      if (pair[3].equals(fold)) {
        paths.add(pair[0]);
        paths.add(pair[1]);
      }
    }
    List<String> pictures = new ArrayList<>(paths);
    Scores scores = new Scores();
    for (int i = 0; i < pictures.size(); i++) {
      for (int j = 0; j < i; j++) {
        String one = pictures.get(i);
        String other = pictures.get(j);
        scores.add(
            person(one).equals(person(other)), Templates.cosine(template(one), template(other)));
      }
    }
    return scores.separation();
  }

  private static float[] template(String path) {
    return templates.of(path).orElseThrow(() -> new AssertionError("no face in " + path));
  }

  private static String person(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }
}
