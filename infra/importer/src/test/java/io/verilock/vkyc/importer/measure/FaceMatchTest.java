package io.verilock.vkyc.importer.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.models.Calibration;
import io.verilock.vkyc.models.pack.LoadedModels;
import io.verilock.vkyc.models.pack.PackManifest;
import io.verilock.vkyc.models.pack.Packs;
import io.verilock.vkyc.testing.DevelopmentData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How well the packs verify faces. On whole sets of pairs it measures what the packs say of
 * themselves, where their calibrations' knots lie too, and prints the tables of the model cards;
 * without those figures, a few fixed pairs keep the way from a picture to a score as it was.
 */
@Tag("media")
class FaceMatchTest {
  private static final String FITTED = "lfw-view2-fold1";
  private static final String HELD_OUT = "lfw-view2-fold2";

  /** Pairs of a person, and as many of two, that the suite looks at each time. */
  private static final int FEW = 10;

  private static final Map<String, LoadedModels> MODELS = new HashMap<>();
  private static final Map<String, Templates> TEMPLATES = new HashMap<>();

  @BeforeAll
  static void load() throws IOException {
    DevelopmentData.file("pairs.csv");
    DevelopmentData.models();
    for (String pack : List.of("open", "fallback")) {
      LoadedModels models = Packs.load(pack);
      MODELS.put(pack, models);
      TEMPLATES.put(pack, new Templates(models));
    }
  }

  @AfterAll
  static void close() {
    MODELS.values().forEach(LoadedModels::close);
  }

  @ParameterizedTest
  @CsvSource({"open, 0.7361, 0.0063, 0", "fallback, 0.9430, 0.7906, 1"})
  void aFewPairsScoreAsTheyDid(String pack, double genuine, double impostor, int errors)
      throws IOException {
    Calibration calibration = MODELS.get(pack).faceMatch();
    double[] sums = new double[2];
    int wrong = 0;
    for (int same = 0; same < 2; same++) {
      for (String[] pair : firstPairs(same == 1)) {
        double cosine = Templates.cosine(template(pack, pair[0]), template(pack, pair[1]));
        wrong += calibration.score(cosine) >= 50 == (same == 1) ? 0 : 1;
        sums[same] += cosine / FEW;
      }
    }
    System.out.printf(
        "%s: mean cosine %.4f of one person, %.4f of two, %d errors%n",
        pack, sums[1], sums[0], wrong);
    assertThat(sums[1]).isCloseTo(genuine, within(0.002));
    assertThat(sums[0]).isCloseTo(impostor, within(0.002));
    assertThat(wrong).isEqualTo(errors);
  }

  @Tag("figures")
  @ParameterizedTest
  @CsvSource({"open, 0.9995, 0.006, 0.993", "fallback, 0.999, 0.012, 0.985"})
  void verifiesLabelledFacesInTheWild(String pack, double area, double equalError, double passing)
      throws IOException {
    Separation separation = pairs(pack, "LFW view 2", List.of(FITTED, HELD_OUT));

    assertThat(separation.genuineCount() + separation.impostorCount()).isEqualTo(900);
    assertThat(separation.areaUnderCurve()).isGreaterThanOrEqualTo(area);
    assertThat(separation.equalErrorRate()).isLessThanOrEqualTo(equalError);
    assertThat(passing(separation)).isGreaterThanOrEqualTo(passing);
  }

  @Tag("figures")
  @Test
  void nothingIsLostAgainstPlainCode() throws IOException {
    Scores plain = new Scores();
    try (PlainCode code = new PlainCode()) {
      for (String[] pair : DevelopmentData.table("pairs.csv")) {
        if (List.of(FITTED, HELD_OUT).contains(pair[3])) {
          plain.add(
              pair[2].equals("1"),
              Templates.cosine(code.of(pair[0]).orElseThrow(), code.of(pair[1]).orElseThrow()));
        }
      }
    }
    Separation ours = pairs("open", "LFW view 2", List.of(FITTED, HELD_OUT));
    Separation theirs = plain.separation();
    print("plain code", "LFW view 2", theirs);
    assertThat(ours.equalErrorRate()).isLessThanOrEqualTo(theirs.equalErrorRate());
    assertThat(passing(ours)).isGreaterThanOrEqualTo(passing(theirs));
  }

  @Tag("figures")
  @ParameterizedTest
  @ValueSource(strings = {"open", "fallback"})
  void verifiesThumbnails(String pack) throws IOException {
    Separation separation = pairs(pack, "thumbnails", List.of("lfw-view2-fold1-unaligned150"));

    assertThat(separation.genuineCount() + separation.impostorCount()).isEqualTo(200);
    assertThat(separation.areaUnderCurve()).isGreaterThanOrEqualTo(0.9995);
    assertThat(separation.equalErrorRate()).isLessThanOrEqualTo(0.011);
  }

  @Tag("figures")
  @ParameterizedTest
  @ValueSource(strings = {"open", "fallback"})
  void verifiesPicturesOfOtherSources(String pack) throws IOException {
    Separation separation =
        pairs(
            pack,
            "other sources",
            List.of("deepface-master.csv", "dlib-johns (pairs built from identity folders)"));

    assertThat(separation.genuineCount() + separation.impostorCount()).isEqualTo(211);
    assertThat(separation.areaUnderCurve()).isGreaterThanOrEqualTo(0.9995);
    assertThat(separation.equalErrorRate()).isLessThanOrEqualTo(0.011);
  }

  @Tag("figures")
  @ParameterizedTest
  @ValueSource(strings = {"open", "fallback"})
  void calibratesAsTheFittedHalfSays(String pack) throws IOException {
    Separation fitted = acrossPictures(pack, FITTED);
    Separation heldOut = acrossPictures(pack, HELD_OUT);
    double operating = fitted.thresholdAtFalseMatchRate(1e-3);
    double strict = fitted.thresholdAtFalseMatchRate(1e-4);
    double strictest = fitted.thresholdAtFalseMatchRate(1e-5);
    Calibration calibration = PackManifest.ofResource(pack).calibration("face_match");

    System.out.printf(
        "%s: face_match fitted on %d + %d, held out %d + %d cross pairs%n",
        pack,
        fitted.genuineCount(),
        fitted.impostorCount(),
        heldOut.genuineCount(),
        heldOut.impostorCount());
    for (double threshold : List.of(operating, strict, strictest)) {
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
    assertThat(calibration.score(strictest)).isCloseTo(95, within(1.0));
    assertThat(calibration.score(-1)).isZero();
    assertThat(calibration.score(1)).isEqualTo(100);
    assertThat(heldOut.falseMatchRate(operating)).isLessThan(3e-3);
  }

  /** The first pairs of the folds that were not fitted. */
  private static List<String[]> firstPairs(boolean same) throws IOException {
    return DevelopmentData.table("pairs.csv").stream()
        .filter(pair -> pair[3].equals(HELD_OUT) && pair[2].equals("1") == same)
        .limit(FEW)
        .toList();
  }

  private static Separation pairs(String pack, String name, List<String> sources)
      throws IOException {
    Scores scores = new Scores();
    for (String[] pair : DevelopmentData.table("pairs.csv")) {
      if (sources.contains(pair[3])) {
        double cosine = Templates.cosine(template(pack, pair[0]), template(pack, pair[1]));
        scores.add(pair[2].equals("1"), cosine);
      }
    }
    Separation separation = scores.separation();
    print(pack, name, separation);
    return separation;
  }

  private static void print(String pack, String name, Separation separation) {
    System.out.printf(
        "%s, %s: %d + %d pairs, AUC %.4f, EER %.2f %% at %.3f, best accuracy %.4f, TAR at FAR 1 %% %.4f, 0.1 %% %.4f%n",
        pack,
        name,
        separation.genuineCount(),
        separation.impostorCount(),
        separation.areaUnderCurve(),
        100 * separation.equalErrorRate(),
        separation.equalErrorThreshold(),
        separation.bestAccuracy(),
        passing(separation),
        1 - separation.falseNonMatchRate(separation.thresholdAtFalseMatchRate(0.001)));
  }

  /** The share of genuine pairs that pass where one in a hundred impostor pairs does. */
  private static double passing(Separation separation) {
    return 1 - separation.falseNonMatchRate(separation.thresholdAtFalseMatchRate(0.01));
  }

  /** Every picture of a fold against every other; LFW's folds share no person. */
  private static Separation acrossPictures(String pack, String fold) throws IOException {
    SortedSet<String> paths = new TreeSet<>();
    for (String[] pair : DevelopmentData.table("pairs.csv")) {
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
            person(one).equals(person(other)),
            Templates.cosine(template(pack, one), template(pack, other)));
      }
    }
    return scores.separation();
  }

  private static float[] template(String pack, String path) {
    return TEMPLATES.get(pack).of(path).orElseThrow(() -> new AssertionError("no face in " + path));
  }

  private static String person(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }
}
