package io.verilock.vkyc.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Pictures;
import io.verilock.vkyc.models.image.Resize;
import io.verilock.vkyc.models.pack.LoadedModels;
import io.verilock.vkyc.testing.DevelopmentData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Detection and verification on the development pictures; the model card has the same figures. */
class FallbackAccuracyIT {
  /** Persons that the suite looks at each time; the figures are of 100. */
  private static final int FEW = 8;

  private static LoadedModels models;

  private static final Map<String, float[]> TEMPLATES = new HashMap<>();

  @BeforeAll
  static void load() throws IOException {
    DevelopmentData.file("pairs.csv");
    models = ImportedPack.models();
  }

  @AfterAll
  static void close() {
    if (models != null) {
      models.close();
    }
  }

  @Tag("figures")
  @Test
  void turnedFacesMakeTheTemplatesOfUprightOnes() throws IOException {
    Map<Integer, Integer> alike = alike(100);
    System.out.println("templates like the upright face's of 100, by quarter turns: " + alike);
    assertThat(alike.get(1)).isGreaterThanOrEqualTo(93);
    assertThat(alike.get(2)).isGreaterThanOrEqualTo(62);
    assertThat(alike.get(3)).isGreaterThanOrEqualTo(94);
  }

  @Test
  void turnedFacesOfAFewMakeTheTemplatesOfUprightOnes() throws IOException {
    Map<Integer, Integer> alike = alike(FEW);
    assertThat(alike.get(1)).isGreaterThanOrEqualTo(FEW - 1);
    assertThat(alike.get(2)).isGreaterThanOrEqualTo(FEW / 2);
    assertThat(alike.get(3)).isGreaterThanOrEqualTo(FEW - 1);
  }

  /** How many templates of turned pictures are like those of the upright ones, by quarter turns. */
  private static Map<Integer, Integer> alike(int persons) throws IOException {
    Map<Integer, Integer> alike = new HashMap<>();
    for (List<String> person : people().subList(0, persons)) {
      Picture picture = DevelopmentData.picture(person.get(0));
      float[] upright = template(person.get(0));
      for (int turns = 1; turns < 4; turns++) {
        // One stranger in a thousand looks as much alike.
        boolean same =
            templateIfAny(Pictures.rotated(picture, turns))
                .filter(template -> cosine(template, upright) > 0.9003)
                .isPresent();
        alike.merge(turns, same ? 1 : 0, Integer::sum);
      }
    }
    return alike;
  }

  @Tag("figures")
  @Test
  void facesInPartOfAVideoFrameAreFound() throws IOException {
    int hits = facesFound(100);
    System.out.println("faces of some 60 pixels in a frame of 640 x 480: " + hits + " of 100");
    assertThat(hits).isGreaterThanOrEqualTo(97);
  }

  @Test
  void facesOfAFewInPartOfAVideoFrameAreFound() throws IOException {
    assertThat(facesFound(FEW)).isGreaterThanOrEqualTo(FEW - 1);
  }

  private static int facesFound(int persons) throws IOException {
    int hits = 0;
    for (List<String> person : people().subList(0, persons)) {
      Picture face = Resize.bilinear(DevelopmentData.picture(person.get(0)), 144, 144);
      Picture frame = Pictures.onCanvas(face, 640, 480);
      // LFW's faces are in the middle of their pictures.
      if (models.detector().detect(frame).stream().anyMatch(found -> distance(found, 72) < 25)) {
        hits++;
      }
    }
    return hits;
  }

  private static float[] template(String name) {
    return TEMPLATES.computeIfAbsent(
        name, path -> templateIfAny(DevelopmentData.picture(path)).orElseThrow());
  }

  private static double distance(DetectedFace face, float middle) {
    return Math.hypot(
        face.left() + face.width() / 2 - middle, face.top() + face.height() / 2 - middle);
  }

  private static Optional<float[]> templateIfAny(Picture picture) {
    return models.detector().detect(picture).stream()
        .findFirst()
        .flatMap(face -> models.aligner().align(picture, face))
        .map(alignment -> models.embedder().embed(alignment.face()));
  }

  /** The pictures of each person of LFW, in the order of their names. */
  private static List<List<String>> people() throws IOException {
    Path faces = DevelopmentData.file("faces");
    List<List<String>> people = new ArrayList<>();
    try (Stream<Path> folders = Files.list(faces.resolve("lfw"))) {
      for (Path folder : new TreeSet<>(folders.toList())) {
        try (Stream<Path> pictures = Files.list(folder)) {
          people.add(
              pictures
                  .map(picture -> faces.getParent().relativize(picture).toString())
                  .filter(picture -> picture.endsWith(".jpg"))
                  .sorted()
                  .toList());
        }
      }
    }
    return people;
  }

  private static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }
}
