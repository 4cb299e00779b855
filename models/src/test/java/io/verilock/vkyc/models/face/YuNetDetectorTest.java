package io.verilock.vkyc.models.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.models.SharedData;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Pictures;
import io.verilock.vkyc.models.image.Resize;
import io.verilock.vkyc.models.inference.InferenceSettings;
import io.verilock.vkyc.models.inference.Network;
import io.verilock.vkyc.models.inference.OnnxNetwork;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("media")
class YuNetDetectorTest {
  private static final YuNetDetector.Settings ONE_LOOK = new YuNetDetector.Settings(320, 0, 0.6f);

  private Network network;
  private YuNetDetector detector;

  @BeforeEach
  void load() {
    network =
        OnnxNetwork.load(
            SharedData.models().resolve("face/yunet_s_dynamic.onnx"), InferenceSettings.DEFAULT);
    detector = new YuNetDetector(network, YuNetDetector.Settings.DEFAULT);
  }

  @AfterEach
  void close() {
    if (network != null) {
      network.close();
    }
  }

  @Test
  void findsAFaceInEachOfAHundredPictures() throws IOException {
    YuNetDetector oneLook = new YuNetDetector(network, ONE_LOOK);
    List<String> pictures = labelledFaces().limit(100).toList();

    long found =
        pictures.stream()
            .filter(path -> !oneLook.detect(SharedData.picture(path)).isEmpty())
            .count();

    System.out.printf("YuNet at 320: a face in %d of %d pictures%n", found, pictures.size());
    assertThat(pictures).hasSize(100);
    assertThat(found).isEqualTo(100);
  }

  @Test
  void findsTheFaceWhereItIsAndIsAsSureAsTheReference() {
    DetectedFace face = detector.detect(sample("T1")).get(0);

    // By eye: a face about 180 pixels wide; the reference found it with .93 at 640.
    assertThat(face.confidence()).isCloseTo(0.92f, within(0.02f));
    assertThat(face.width()).isBetween(160f, 200f);
    for (int point = 0; point < 5; point++) {
      assertThat(face.landmarks()[2 * point]).isBetween(face.left(), face.left() + face.width());
      assertThat(face.landmarks()[2 * point + 1]).isBetween(face.top(), face.top() + face.height());
    }
    float[] points = face.landmarks();
    assertThat(points[0]).as("eyes from left to right").isLessThan(points[2]);
    assertThat(points[6]).as("mouth from left to right").isLessThan(points[8]);
    assertThat(points[1]).as("eyes above nose").isLessThan(points[5]);
    assertThat(points[5]).as("nose above mouth").isLessThan(points[7]);
  }

  @Test
  void answersInPixelsOfThePictureWhateverItsSize() {
    Picture picture = sample("T1");
    DetectedFace small = detector.detect(picture).get(0);
    DetectedFace large = detector.detect(Resize.bilinear(picture, 1440, 1920)).get(0);

    assertThat(large.left()).isCloseTo(3 * small.left(), within(15f));
    assertThat(large.top()).isCloseTo(3 * small.top(), within(15f));
    assertThat(large.width()).isCloseTo(3 * small.width(), within(20f));
    for (int i = 0; i < 10; i++) {
      assertThat(large.landmarks()[i]).isCloseTo(3 * small.landmarks()[i], within(15f));
    }
  }

  @Test
  void givesTheLargestFaceFirstAndEachFaceOnce() {
    Picture large = sample("T1");
    byte[] both = new byte[3 * 720 * 640];
    Picture small = Resize.bilinear(large, 240, 320);
    for (int y = 0; y < 640; y++) {
      System.arraycopy(large.bgr(), 3 * 480 * y, both, 3 * 720 * y, 3 * 480);
      if (y < 320) {
        System.arraycopy(small.bgr(), 3 * 240 * y, both, 3 * (720 * y + 480), 3 * 240);
      }
    }

    List<DetectedFace> faces = detector.detect(new Picture(720, 640, both));

    assertThat(faces).hasSize(2);
    assertThat(faces.get(0).width()).isGreaterThan(1.7f * faces.get(1).width());
    assertThat(faces.get(1).left()).isGreaterThan(480);
  }

  @Test
  void findsASmallFaceAtTheSecondLook() {
    List<String> pictures = labelledFaces().limit(20).toList();
    YuNetDetector oneLook = new YuNetDetector(network, ONE_LOOK);
    int atFirst = 0;
    int atSecond = 0;
    for (String path : pictures) {
      // The face is then about 38 pixels wide, 10 at the first look and 19 at the second.
      Picture small =
          Pictures.onCanvas(Resize.bilinear(SharedData.picture(path), 100, 100), 1280, 960);
      atFirst += oneLook.detect(small).isEmpty() ? 0 : 1;
      atSecond += detector.detect(small).isEmpty() ? 0 : 1;
    }
    System.out.printf(
        "YuNet on faces of 38 of 1280 pixels: %d of 20 at 320, %d at 640%n", atFirst, atSecond);
    assertThat(atFirst).isLessThan(5);
    assertThat(atSecond).isGreaterThanOrEqualTo(19);
  }

  @Test
  void findsNothingWhereThereIsNothing() {
    assertThat(detector.detect(new Picture(1, 1, new byte[3]))).isEmpty();
    assertThat(detector.detect(new Picture(640, 360, new byte[3 * 640 * 360]))).isEmpty();
    assertThat(detector.detect(new Picture(4_000, 1, new byte[12_000]))).isEmpty();
  }

  private static Picture sample(String name) {
    return SharedData.picture("liveness/other/minivision-ai_image_" + name + ".jpg");
  }

  private static Stream<String> labelledFaces() {
    return pairs().map(pair -> pair[0]).filter(path -> path.startsWith("faces/lfw/")).distinct();
  }

  private static Stream<String[]> pairs() {
    try {
      return SharedData.table("pairs.csv").stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
