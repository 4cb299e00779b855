package io.verilock.vkyc.models.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.models.Calibration;
import io.verilock.vkyc.models.SharedData;
import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.face.LivenessScorer;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.pack.LoadedModels;
import io.verilock.vkyc.models.pack.PackManifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Measures the passive liveness models of the pack {@code open} on single frames of Replay-Attack,
 * and where their calibration's knots lie. Prints the table of the model card. Half of the persons
 * fit the knots, the others are held out.
 */
class PassiveLivenessFiguresTest {
  private static final String MEAN = "mean of the models";

  @Test
  void calibratesAsTheFittedHalfSays() throws IOException {
    SharedData.dev("liveness/replay_attack");
    Map<String, Scores> fitted = new LinkedHashMap<>();
    Map<String, Scores> heldOut = new LinkedHashMap<>();
    Map<String, Scores> all = new LinkedHashMap<>();
    int withoutFace = 0;
    try (LoadedModels models = SharedData.openPack()) {
      List<String> persons = new ArrayList<>();
      for (String[] row : SharedData.table("liveness.csv")) {
        if (!row[8].equals("still")) {
          continue;
        }
        if (!persons.contains(row[3])) {
          persons.add(row[3]);
        }
        Picture frame = SharedData.picture(row[0]);
        List<DetectedFace> faces = models.detector().detect(frame);
        if (faces.isEmpty()) {
          withoutFace++;
          continue;
        }
        Map<String, Scores> half = persons.indexOf(row[3]) % 2 == 0 ? fitted : heldOut;
        for (var score : scores(models, frame, faces.get(0)).entrySet()) {
          for (Map<String, Scores> set : List.of(half, all)) {
            set.computeIfAbsent(score.getKey(), name -> new Scores())
                .add(row[1].equals("real"), score.getValue());
          }
        }
      }
    }

    System.out.printf("passive liveness, %d frames without a face%n", withoutFace);
    all.forEach((name, scores) -> print(name, scores.separation()));
    Separation fit = fitted.get(MEAN).separation();
    Separation check = heldOut.get(MEAN).separation();
    Calibration calibration = PackManifest.ofResource("open").calibration("passive_liveness");
    double operating = fit.equalErrorThreshold();
    double attacksSeldomReach = fit.thresholdAtFalseMatchRate(0.01);
    double genuineSeldomMiss = fit.genuineQuantile(0.01);
    for (double threshold : List.of(genuineSeldomMiss, operating, attacksSeldomReach)) {
      System.out.printf(
          "raw %.4f score %.1f | fitted: attacks accepted %.4f, bona fide rejected %.4f"
              + " | held out: %.4f, %.4f%n",
          threshold,
          calibration.score(threshold),
          fit.falseMatchRate(threshold),
          fit.falseNonMatchRate(threshold),
          check.falseMatchRate(threshold),
          check.falseNonMatchRate(threshold));
    }
    assertThat(all.get(MEAN).separation().areaUnderCurve()).isGreaterThan(0.94);
    assertThat(all.get(MEAN).separation().equalErrorRate()).isLessThan(0.15);
    assertThat(calibration.score(operating)).isCloseTo(50, within(1.0));
    assertThat(calibration.score(0)).isZero();
    assertThat(calibration.score(1)).isEqualTo(100);
  }

  private static Map<String, Double> scores(LoadedModels models, Picture frame, DetectedFace face) {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (LivenessScorer scorer : models.liveness()) {
      scores.put(scorer.name(), scorer.score(scorer.crop(frame, face)));
    }
    double mean = scores.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    scores.put(MEAN, mean);
    return scores;
  }

  private static void print(String name, Separation separation) {
    System.out.printf(
        "%s: %d + %d frames, AUC %.3f, EER %.1f %% at %.3f%n",
        name,
        separation.genuineCount(),
        separation.impostorCount(),
        separation.areaUnderCurve(),
        100 * separation.equalErrorRate(),
        separation.equalErrorThreshold());
  }
}
