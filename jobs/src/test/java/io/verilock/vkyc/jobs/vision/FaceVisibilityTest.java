package io.verilock.vkyc.jobs.vision;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.decision.PhotoAdvice;
import io.verilock.vkyc.jobs.decision.PhotoEvidence;
import io.verilock.vkyc.jobs.decision.Reason;
import io.verilock.vkyc.jobs.media.MediaDecoder;
import io.verilock.vkyc.jobs.media.MediaException;
import io.verilock.vkyc.jobs.media.MediaLimits;
import io.verilock.vkyc.jobs.media.MediaSink;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.face.FaceAlignment;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.pack.LoadedModels;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.testing.DevelopmentData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What is told of hidden eyes and mouths on Labelled Faces in the Wild. The thresholds were chosen
 * on every third picture; the figures are of the others.
 */
@Tag("media")
class FaceVisibilityTest {
  private static final String FACES = "faces/lfw";

  /** Pictures that the suite looks at each time. */
  private static final int FEW = 12;

  /** Moments, in microseconds, at which a look at the frame shows both eyes closed. */
  private static final Map<String, List<Long>> BLINKS =
      Map.of(
          "videos/bytedance_LatentSync_demo1_video.mp4", List.of(160_000L, 5_240_000L, 8_520_000L),
          "videos/KwaiVGI_LivePortrait_d10.mp4", List.of(7_400_000L, 11_166_667L),
          "videos/KwaiVGI_LivePortrait_d13.mp4",
              List.of(1_466_667L, 2_666_667L, 3_400_000L, 10_500_000L),
          "videos/KwaiVGI_LivePortrait_d18.mp4", List.of(6_200_000L),
          "videos/KwaiVGI_LivePortrait_d3.mp4", List.of(8_000_000L),
          "videos/OpenTalker_video-retalk_1.mp4", List.of(3_733_008L));

  /** What was told of how many pictures. */
  private static final class Count {
    private int pictures;
    private int told;

    void add(boolean says) {
      pictures++;
      told += says ? 1 : 0;
    }

    double share() {
      return (double) told / pictures;
    }

    @Override
    public String toString() {
      return "%d of %d".formatted(told, pictures);
    }
  }

  @Tag("figures")
  @Test
  void masksAreToldAndUncoveredMouthsAreNot() throws IOException {
    try (LoadedModels models = DevelopmentData.openPack()) {
      Count closed = new Count();
      Count uncovered = new Count();
      Map<Covering, Count> covered = count(models, heldApart(), closed, uncovered);
      System.out.println("held apart, eyes said to be closed: " + closed);
      System.out.println("held apart, mouth said to be covered: " + uncovered);
      covered.forEach((covering, count) -> System.out.println(covering + ": " + count));

      assertThat(uncovered.pictures).isGreaterThan(700);
      assertThat(closed.share()).isLessThan(0.02);
      assertThat(uncovered.share()).isLessThan(0.015);
      covered.forEach(
          (covering, count) -> {
            if (covering != Covering.HAND) {
              assertThat(count.share()).as(covering.name()).isGreaterThan(0.8);
            }
          });
    }
  }

  @Tag("figures")
  @Test
  void closedEyesAreToldOftenAndOpenOnesSeldomAre() throws IOException {
    Count blinks = new Count();
    try (LoadedModels models = DevelopmentData.openPack()) {
      for (Map.Entry<String, List<Long>> recording : BLINKS.entrySet()) {
        if (DevelopmentData.has(recording.getKey())) {
          for (Picture frame : frames(recording.getKey(), recording.getValue())) {
            blinks.add(visibility(models, frame).orElseThrow().eyesClosed());
          }
        }
      }
    }
    System.out.println("closed eyes of recordings, said to be closed: " + blinks);
    assertThat(blinks.pictures).isGreaterThan(8);
    assertThat(blinks.share()).isGreaterThan(0.4);
  }

  @Test
  void ofAFewPicturesTheCoveredOnesAreTold() throws IOException {
    try (LoadedModels models = DevelopmentData.openPack()) {
      Count closed = new Count();
      Count uncovered = new Count();
      Map<Covering, Count> covered = count(models, heldApart().subList(0, FEW), closed, uncovered);
      assertThat(closed.told + uncovered.told).isZero();
      for (Covering covering : List.of(Covering.BLUE_MASK, Covering.BLACK_BAR)) {
        assertThat(covered.get(covering).share()).as(covering.name()).isGreaterThan(0.8);
      }
    }
  }

  @Test
  void aSelfieWithACoveredMouthIsAnsweredWithWhatToDo() throws IOException {
    try (LoadedModels models = DevelopmentData.openPack()) {
      PhotoAnalyser analyser = new PhotoAnalyser(models);
      int told = 0;
      for (Path path : heldApart().subList(0, FEW)) {
        Picture picture = DevelopmentData.picture(path.toString());
        assertThat(selfie(analyser, picture).detail()).as(path.toString()).isNull();
        float[] mesh = mesh(models, picture).orElseThrow();
        PhotoEvidence covered = selfie(analyser, Covering.BLACK_BAR.over(picture, mesh, 1));
        told +=
            covered.reason() == Reason.SELFIE_LOW_QUALITY
                    && PhotoAdvice.MOUTH_COVERED.equals(covered.detail())
                ? 1
                : 0;
      }
      assertThat(told).isGreaterThan(FEW / 2);
    }
  }

  private static PhotoEvidence selfie(PhotoAnalyser analyser, Picture picture) {
    return analyser.analyse(PhotoKind.selfie, picture).evidence();
  }

  private static List<Path> heldApart() throws IOException {
    try (Stream<Path> files = Files.walk(DevelopmentData.file(FACES))) {
      List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
      List<Path> others = new ArrayList<>();
      for (int i = 0; i < sorted.size(); i++) {
        if (i % 3 != 0) {
          others.add(sorted.get(i));
        }
      }
      return others;
    }
  }

  private static Map<Covering, Count> count(
      ModelSet models, List<Path> pictures, Count closed, Count uncovered) {
    Map<Covering, Count> covered = new EnumMap<>(Covering.class);
    for (Path path : pictures) {
      Picture picture = DevelopmentData.picture(path.toString());
      Optional<float[]> mesh = mesh(models, picture);
      if (mesh.isPresent()) {
        FaceVisibility plain = FaceVisibility.measure(picture, mesh.get());
        closed.add(plain.eyesClosed());
        uncovered.add(plain.mouthCovered());
        for (Covering covering : Covering.values()) {
          // The detector and the mesh look at the covered picture, as they would in life.
          visibility(models, covering.over(picture, mesh.get(), path.hashCode()))
              .ifPresent(
                  seen ->
                      covered
                          .computeIfAbsent(covering, name -> new Count())
                          .add(seen.mouthCovered()));
        }
      }
    }
    return covered;
  }

  private static Optional<FaceVisibility> visibility(ModelSet models, Picture picture) {
    return mesh(models, picture).map(mesh -> FaceVisibility.measure(picture, mesh));
  }

  private static Optional<float[]> mesh(ModelSet models, Picture picture) {
    List<DetectedFace> faces = models.detector().detect(picture);
    return faces.isEmpty()
        ? Optional.empty()
        : models.aligner().align(picture, faces.get(0)).map(FaceAlignment::mesh);
  }

  /** The frames shown at these times, a frame's length apart from them at the most. */
  private static List<Picture> frames(String path, List<Long> micros) throws IOException {
    Map<Long, Picture> frames = new TreeMap<>();
    MediaSink sink =
        new MediaSink() {
          @Override
          public void frame(int index, long presentationTimeMicros, Picture picture) {
            for (long wanted : micros) {
              if (Math.abs(presentationTimeMicros - wanted) < 5_000) {
                frames.put(wanted, picture);
              }
            }
          }

          @Override
          public void audio(int index, short[] samples) {}
        };
    try (MediaDecoder decoder = new MediaDecoder(MediaLimits.DEFAULTS, 25, sink)) {
      decoder.feed(Files.readAllBytes(DevelopmentData.file(path)));
      decoder.finish();
    } catch (MediaException e) {
      throw new AssertionError(path, e);
    }
    return List.copyOf(frames.values());
  }
}
