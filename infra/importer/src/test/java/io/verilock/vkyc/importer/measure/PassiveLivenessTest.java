package io.verilock.vkyc.importer.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.models.LivenessFusion;
import io.verilock.vkyc.models.LogisticRegression;
import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.face.LivenessScorer;
import io.verilock.vkyc.models.face.RecaptureScorer;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.pack.LoadedModels;
import io.verilock.vkyc.models.pack.PackManifest;
import io.verilock.vkyc.testing.DevelopmentData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Fits the passive liveness of the pack {@code open} to Replay-Attack, and measures it on persons
 * it was not fitted to: each person is left out once. Prints the tables of the model card, and
 * fails where the manifest is not what the fit gives.
 */
@Tag("figures")
class PassiveLivenessTest {
  private static final List<Frame> FRAMES = new ArrayList<>();
  private static final List<String> NETWORKS =
      List.of("minifasnet-2.7", "minifasnet-4.0", "minifas-128");

  private static final int ALL = 1_000;

  private static final String TOGETHER = "the networks";

  /**
   * A frame with a face.
   *
   * @param probabilities of the pack's networks
   * @param colours what the judge of recaptured colours goes by
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Frame(
      String person, String clip, boolean bonaFide, float[] probabilities, double[] colours) {}

  /** What is fitted. */
  private record Fit(LogisticRegression recapture, LogisticRegression fusion) {
    double recapture(Frame frame) {
      return recapture.logit(frame.colours());
    }

    double fused(Frame frame) {
      return new LivenessFusion(fusion).logit(all(frame, recapture(frame)));
    }
  }

  @BeforeAll
  static void look() throws IOException {
    DevelopmentData.file("liveness/replay_attack");
    try (LoadedModels models = DevelopmentData.openPack()) {
      for (String[] row : DevelopmentData.table("liveness.csv")) {
        if (row[4].isEmpty()) {
          continue;
        }
        Picture picture = DevelopmentData.picture(row[0]);
        List<DetectedFace> faces = models.detector().detect(picture);
        if (!faces.isEmpty()) {
          FRAMES.add(seen(models, picture, faces.get(0), row));
        }
      }
    }
  }

  @Test
  void theManifestHoldsWhatTheFitGives() {
    Fit fit = fitted(FRAMES);
    System.out.println("recapture " + fit.recapture());
    System.out.println("passive_liveness " + fit.fusion());
    PackManifest manifest = PackManifest.ofResource("open");
    assertAlike(manifest.regression("recapture"), fit.recapture());
    assertAlike(manifest.regression("passive_liveness"), fit.fusion());
  }

  @Test
  void aClipOfAPersonNotFittedToIsJudgedBetterThanAnyFrameByAnyNetwork() {
    Map<String, Scores> frames = new LinkedHashMap<>();
    Map<String, Scores> clips = new LinkedHashMap<>();
    List<Errors> networkErrors = new ArrayList<>();
    for (String network : NETWORKS) {
      networkErrors.add(leftOut(network, frames, clips));
    }
    Errors together = leftOut(TOGETHER, frames, clips);
    Errors recapture = leftOut("recapture", frames, clips);
    Errors fused = leftOut("fused", frames, clips);

    print("frames", frames);
    print("clips", clips);
    for (int i = 0; i < NETWORKS.size(); i++) {
      System.out.println("frames by " + NETWORKS.get(i) + " alone: " + networkErrors.get(i));
    }
    System.out.println("clips by the networks together: " + together);
    System.out.println("clips by recapture alone: " + recapture);
    System.out.println("clips, fused: " + fused);
    double best = networkErrors.stream().mapToDouble(Errors::frameAcer).min().orElseThrow();
    assertThat(fused.clipAcer()).isLessThan(best / 2).isLessThan(together.clipAcer() / 2);
    assertThat(clips.get("fused").separation().areaUnderCurve()).isGreaterThan(0.99);
  }

  /** What a clip loses that is looked at less often: one frame of it stands for the others. */
  @Test
  void oneLookAtAClipErrsLittleMoreThanAllOfThem() {
    Map<Integer, Scores> byLooks = new LinkedHashMap<>();
    for (String person : persons(FRAMES)) {
      Fit fit = fitted(FRAMES.stream().filter(f -> !f.person().equals(person)).toList());
      Map<String, List<Frame>> clips =
          FRAMES.stream()
              .filter(f -> f.person().equals(person))
              .collect(Collectors.groupingBy(Frame::clip, LinkedHashMap::new, Collectors.toList()));
      for (List<Frame> clip : clips.values()) {
        for (int looks : new int[] {1, 2, ALL}) {
          byLooks
              .computeIfAbsent(looks, any -> new Scores())
              .add(
                  clip.get(0).bonaFide(),
                  clip.stream().limit(looks).mapToDouble(fit::fused).average().orElseThrow());
        }
      }
    }
    byLooks.forEach(
        (looks, scores) ->
            System.out.printf(
                "clips by %s: AUC %.4f, EER %.2f %%%n",
                looks == ALL ? "all frames" : "the first " + looks,
                scores.separation().areaUnderCurve(),
                100 * scores.separation().equalErrorRate()));
    assertThat(byLooks.get(1).separation().areaUnderCurve()).isGreaterThan(0.98);
  }

  /** Error rates at the operating threshold, that is even odds, of persons left out of the fit. */
  private record Errors(double frameApcer, double frameBpcer, double clipApcer, double clipBpcer) {
    double frameAcer() {
      return (frameApcer + frameBpcer) / 2;
    }

    double clipAcer() {
      return (clipApcer + clipBpcer) / 2;
    }

    @Override
    public String toString() {
      return "frames APCER %.4f BPCER %.4f ACER %.4f, clips APCER %.4f BPCER %.4f ACER %.4f"
          .formatted(frameApcer, frameBpcer, frameAcer(), clipApcer, clipBpcer, clipAcer());
    }
  }

  /** Scores each person by a fit to the others; a network alone is given its own threshold so. */
  private static Errors leftOut(
      String judge, Map<String, Scores> frameScores, Map<String, Scores> clipScores) {
    Scores frames = frameScores.computeIfAbsent(judge, name -> new Scores());
    Scores clips = clipScores.computeIfAbsent(judge, name -> new Scores());
    int[] wrong = new int[4];
    int[] counted = new int[4];
    for (String person : persons(FRAMES)) {
      List<Frame> others = FRAMES.stream().filter(f -> !f.person().equals(person)).toList();
      Fit fit = fitted(others);
      LogisticRegression alone =
          NETWORKS.contains(judge) || judge.equals(TOGETHER)
              ? LogisticFit.fitted(examples(others, f -> network(f, judge)))
              : null;
      Map<String, List<Frame>> byClip =
          FRAMES.stream()
              .filter(f -> f.person().equals(person))
              .collect(Collectors.groupingBy(Frame::clip, LinkedHashMap::new, Collectors.toList()));
      for (List<Frame> clip : byClip.values()) {
        boolean bonaFide = clip.get(0).bonaFide();
        double sum = 0;
        for (Frame frame : clip) {
          double logit =
              alone != null
                  ? alone.logit(network(frame, judge))
                  : judge.equals("fused") ? fit.fused(frame) : fit.recapture(frame);
          frames.add(bonaFide, logit);
          count(bonaFide, logit, 0, wrong, counted);
          sum += logit;
        }
        clips.add(bonaFide, sum / clip.size());
        count(bonaFide, sum / clip.size(), 2, wrong, counted);
      }
    }
    return new Errors(
        (double) wrong[0] / counted[0],
        (double) wrong[1] / counted[1],
        (double) wrong[2] / counted[2],
        (double) wrong[3] / counted[3]);
  }

  private static void count(boolean bonaFide, double logit, int first, int[] wrong, int[] counted) {
    int at = first + (bonaFide ? 1 : 0);
    counted[at]++;
    wrong[at] += (logit >= 0) == bonaFide ? 0 : 1;
  }

  /**
   * The fusion is fitted to what the judge of colours says of persons it was not fitted to, for it
   * knows its own persons too well.
   */
  private static Fit fitted(List<Frame> frames) {
    Map<Frame, Double> unseen = new LinkedHashMap<>();
    for (String person : persons(frames)) {
      LogisticRegression others =
          LogisticFit.fitted(
              examples(
                  frames.stream().filter(f -> !f.person().equals(person)).toList(),
                  Frame::colours));
      frames.stream()
          .filter(f -> f.person().equals(person))
          .forEach(f -> unseen.put(f, others.logit(f.colours())));
    }
    LogisticRegression recapture = LogisticFit.fitted(examples(frames, Frame::colours));
    LogisticRegression fusion =
        LogisticFit.fitted(
            examples(
                frames,
                frame -> {
                  float[] all = all(frame, unseen.get(frame));
                  double[] logits = new double[all.length];
                  for (int i = 0; i < all.length; i++) {
                    logits[i] = LogisticRegression.logitOf(all[i]);
                  }
                  return logits;
                }));
    return new Fit(recapture, fusion);
  }

  /** Bona fide clips weigh as much in all as attacks, and one clip as much as another. */
  private static List<LogisticFit.Example> examples(
      List<Frame> frames, Function<Frame, double[]> inputs) {
    Map<String, Long> inClip =
        frames.stream().collect(Collectors.groupingBy(Frame::clip, Collectors.counting()));
    long bonaFide = frames.stream().filter(Frame::bonaFide).map(Frame::clip).distinct().count();
    long attacks = inClip.size() - bonaFide;
    return frames.stream()
        .map(
            frame ->
                new LogisticFit.Example(
                    inputs.apply(frame),
                    frame.bonaFide(),
                    100.0 / inClip.get(frame.clip()) / (frame.bonaFide() ? bonaFide : attacks)))
        .toList();
  }

  private static float[] all(Frame frame, double recaptureLogit) {
    float[] all = Arrays.copyOf(frame.probabilities(), NETWORKS.size() + 1);
    all[NETWORKS.size()] = (float) LogisticRegression.probability(recaptureLogit);
    return all;
  }

  /** The logits of one network, or of all of them. */
  private static double[] network(Frame frame, String name) {
    return NETWORKS.stream()
        .filter(network -> name.equals(TOGETHER) || network.equals(name))
        .mapToDouble(
            network -> LogisticRegression.logitOf(frame.probabilities()[NETWORKS.indexOf(network)]))
        .toArray();
  }

  private static SortedSet<String> persons(List<Frame> frames) {
    return frames.stream().map(Frame::person).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Frame seen(LoadedModels models, Picture picture, DetectedFace face, String[] row) {
    float[] probabilities = new float[NETWORKS.size()];
    double[] colours = {};
    for (LivenessScorer scorer : models.liveness()) {
      Picture crop = scorer.crop(picture, face);
      if (scorer instanceof RecaptureScorer) {
        colours = RecaptureScorer.statistics(crop);
      } else {
        probabilities[NETWORKS.indexOf(scorer.name())] = (float) scorer.score(crop);
      }
    }
    return new Frame(row[3], row[4], row[1].equals("real"), probabilities, colours);
  }

  private static void assertAlike(LogisticRegression stored, LogisticRegression fitted) {
    List<Double> stores = numbers(stored);
    List<Double> fits = numbers(fitted);
    assertThat(stores).hasSameSizeAs(fits);
    for (int i = 0; i < fits.size(); i++) {
      assertThat(stores.get(i)).isCloseTo(fits.get(i), within(1e-2 + Math.abs(fits.get(i)) * 1e-2));
    }
  }

  private static List<Double> numbers(LogisticRegression regression) {
    List<Double> numbers = new ArrayList<>(regression.means());
    numbers.addAll(regression.deviations());
    numbers.addAll(regression.weights());
    numbers.add(regression.bias());
    return numbers;
  }

  private static void print(String what, Map<String, Scores> scores) {
    scores.forEach(
        (judge, both) -> {
          Separation separation = both.separation();
          System.out.printf(
              "%s by %s: %d + %d, AUC %.4f, EER %.2f %%%n",
              what,
              judge,
              separation.genuineCount(),
              separation.impostorCount(),
              separation.areaUnderCurve(),
              100 * separation.equalErrorRate());
        });
  }
}
