package io.verilock.vkyc.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.face.FaceDetector;
import io.verilock.vkyc.models.face.LivenessScorer;
import io.verilock.vkyc.models.face.YuNetDetector;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Resize;
import io.verilock.vkyc.models.inference.InferenceSettings;
import io.verilock.vkyc.models.inference.OnnxNetwork;
import io.verilock.vkyc.models.pack.LoadedModels;
import io.verilock.vkyc.models.pack.PackManifest;
import io.verilock.vkyc.models.pack.Packs;
import io.verilock.vkyc.testing.DevelopmentData;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pack {@code open}, whose face mesh comes out of a package. */
@Tag("media")
class OpenPackTest {
  @Test
  void isLoadedWhole() throws IOException {
    try (LoadedModels models = DevelopmentData.openPack()) {
      assertThat(models.pack()).isEqualTo("open");
      assertThat(models.versions()).isEqualTo(PackManifest.ofResource("open").versions());
      assertThat(models.embedder().version()).isEqualTo(models.versions().get("face_embedder"));
      assertThat(models.liveness())
          .extracting(LivenessScorer::name)
          .containsExactly("minifasnet-2.7", "minifasnet-4.0", "minifas-128", "recapture");
      assertThat(models.voiceActivity()).isPresent();
      assertThat(models.faceMatch().score(-1)).isZero();
      assertThat(models.passiveLiveness().score(0)).isZero();
    }
  }

  @Test
  void isPreferred() throws IOException {
    DevelopmentData.models();
    try (LoadedModels models = Packs.loadDefault()) {
      assertThat(models.pack()).isEqualTo("open");
    }
  }

  @Test
  void makesTemplatesOfLengthOneThatTellPeopleApart() throws IOException {
    try (LoadedModels models = DevelopmentData.openPack()) {
      float[] one = embedding(models, "videos/stills/Theresa_May_0002.jpg", 1);
      float[] same = embedding(models, "videos/stills/Theresa_May_0003.jpg", 1);
      float[] closeUp = embedding(models, "videos/stills/Theresa_May_0003.jpg", 5);
      float[] other = embedding(models, "videos/stills/LivePortrait_d19.jpg", 1);

      assertThat(one).hasSize(models.embedder().length());
      assertThat(cosine(one, one)).isCloseTo(1, within(1e-5));
      assertThat(models.faceMatch().score(cosine(one, same))).isGreaterThan(80);
      assertThat(models.faceMatch().score(cosine(one, other))).isLessThan(40);
      assertThat(cosine(same, closeUp)).isGreaterThan(0.9);
    }
  }

  @Test
  void scoresTheSamplesOfTheirMakersAsTheReferenceDid() throws IOException {
    try (LoadedModels models = DevelopmentData.openPack();
        OnnxNetwork yunet =
            OnnxNetwork.load(
                DevelopmentData.models().resolve("face/yunet_s_dynamic.onnx"),
                InferenceSettings.DEFAULT)) {
      // The reference's boxes were found at 640; a box shifted by a pixel moves F1's score by .1.
      FaceDetector detector = new YuNetDetector(yunet, new YuNetDetector.Settings(640, 0, 0.6f));
      List<Double> real = scores(models, detector, "T1");
      List<Double> print = scores(models, detector, "F1");
      List<Double> replay = scores(models, detector, "F2");

      assertThat(real.get(0)).isCloseTo(0.9998, within(0.0005));
      assertThat(real.get(1)).isCloseTo(1.0000, within(0.0005));
      assertThat(real.get(2)).isCloseTo(0.9957, within(0.005));
      assertThat(print.get(0)).isCloseTo(0.0142, within(0.01));
      assertThat(print.get(1)).isCloseTo(0.3487, within(0.1));
      assertThat(print.get(2)).isCloseTo(0.0000, within(0.0005));
      assertThat(replay.get(0)).isCloseTo(0.0005, within(0.0005));
      assertThat(replay.get(1)).isCloseTo(0.0052, within(0.005));
      assertThat(replay.get(2)).isCloseTo(0.0004, within(0.002));
    }
  }

  private static float[] embedding(LoadedModels models, String path, int times) {
    Picture stored = DevelopmentData.picture(path);
    Picture picture = Resize.bilinear(stored, times * stored.width(), times * stored.height());
    DetectedFace largest = models.detector().detect(picture).get(0);
    return models.embedder().embed(models.aligner().align(picture, largest).orElseThrow().face());
  }

  private static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  private static List<Double> scores(LoadedModels models, FaceDetector detector, String name) {
    Picture picture =
        DevelopmentData.picture("liveness/other/minivision-ai_image_" + name + ".jpg");
    DetectedFace face = detector.detect(picture).get(0);
    return models.liveness().stream()
        .map(scorer -> scorer.score(scorer.crop(picture, face)))
        .toList();
  }
}
