package io.verilock.vkyc.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.jobs.vision.Degraded;
import io.verilock.vkyc.jobs.vision.FrameJudge;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.pack.LoadedModels;
import io.verilock.vkyc.testing.DevelopmentData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What weighing a clip's templates is worth: clips of degraded copies of one picture of a person,
 * compared with another picture of the same person (Labelled Faces in the Wild, view 2, fold 2).
 */
@Tag("media")
class TemplateFusionTest {
  private static final int FRAMES = 6;

  /** Clips that the suite looks at each time. */
  private static final int FEW = 10;

  /**
   * How alike the templates of clips are to those of their photos, one after another by the weighed
   * mean, the plain mean and one frame.
   *
   * @param cosines means over the clips
   * @param missed clips below the operating threshold
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Likeness(int clips, double[] cosines, int[] missed) {
    double weighed() {
      return cosines[0];
    }

    double plain() {
      return cosines[1];
    }

    double single() {
      return cosines[2];
    }
  }

  @Tag("figures")
  @Test
  void theWeighedMeanIsMoreAlikeThanThePlainMeanAndThatMoreThanAFrame() throws IOException {
    Likeness all = likeness(Integer.MAX_VALUE);
    int[] missed = all.missed();
    System.out.printf(
        "%d clips, mean genuine cosine and misses: weighed %.3f %d, plain %.3f %d, one frame %.3f"
            + " %d%n",
        all.clips(), all.weighed(), missed[0], all.plain(), missed[1], all.single(), missed[2]);
    assertThat(all.clips()).isGreaterThan(100);
    assertThat(all.weighed()).isGreaterThan(all.plain() + 0.003);
    assertThat(all.plain()).isGreaterThan(all.single() + 0.03);
    assertThat(missed[0]).isLessThanOrEqualTo(missed[1]);
    assertThat(missed[1]).isLessThan(missed[2]);
  }

  @Test
  void ofAFewClipsTheWeighedMeanIsTheMostAlike() throws IOException {
    Likeness few = likeness(FEW);
    System.out.printf(
        "%d clips, mean genuine cosine: weighed %.4f, plain %.4f, one frame %.4f%n",
        few.clips(), few.weighed(), few.plain(), few.single());
    assertThat(few.weighed()).isCloseTo(0.6788, within(0.002));
    assertThat(few.plain()).isCloseTo(0.6661, within(0.002));
    assertThat(few.single()).isCloseTo(0.6595, within(0.002));
  }

  private Likeness likeness(int most) throws IOException {
    double[] sums = new double[3];
    int[] missed = new int[3];
    int clips = 0;
    Random random = new Random(17);
    try (LoadedModels models = DevelopmentData.openPack()) {
      for (String[] pair : DevelopmentData.table("pairs.csv")) {
        if (clips == most || !pair[3].equals("lfw-view2-fold2") || !pair[2].equals("1")) {
          continue;
        }
        List<FrameEvidence> mate = clip(models, List.of(DevelopmentData.picture(pair[1])));
        List<FrameEvidence> clip = clip(models, worse(models, pair[0], random));
        if (mate.isEmpty() || clip.size() < 2) {
          continue;
        }
        float[] photo = mate.get(0).template();
        double[] cosines = {
          Templates.cosine(Templates.fuse(clip), photo),
          Templates.cosine(Templates.fuse(clip.stream().map(this::alike).toList()), photo),
          Templates.cosine(clip.get(0).template(), photo)
        };
        for (int i = 0; i < 3; i++) {
          sums[i] += cosines[i];
          missed[i] += models.faceMatch().score(cosines[i]) < 50 ? 1 : 0;
        }
        clips++;
      }
    }
    for (int i = 0; i < 3; i++) {
      sums[i] /= clips;
    }
    return new Likeness(clips, sums, missed);
  }

  private static List<Picture> worse(ModelSet models, String path, Random random) {
    Picture picture = DevelopmentData.picture(path);
    DetectedFace face = models.detector().detect(picture).get(0);
    List<Picture> worse = new ArrayList<>();
    Degraded[] ways = Degraded.values();
    for (int i = 0; i < FRAMES; i++) {
      Degraded way = ways[random.nextInt(ways.length)];
      worse.add(way.of(picture, face, random.nextDouble(), random));
    }
    return worse;
  }

  /** The usable frames, as the analysis finds them. */
  private static List<FrameEvidence> clip(ModelSet models, List<Picture> pictures) {
    FrameJudge judge = new FrameJudge(models, 40);
    List<FrameEvidence> frames = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      frames.add(judge.judge(i, i * 200_000L, pictures.get(i)).evidence());
    }
    return RecordedFaces.usable(frames);
  }

  /** The frame as if all were of one quality. */
  private FrameEvidence alike(FrameEvidence frame) {
    FaceSighting sighting =
        new FaceSighting(1, 100, Qualities.GOOD, new byte[1], new float[0], null);
    return FrameEvidence.ofSighting(frame.index(), frame.presentationTimeMicros(), sighting)
        .with(FrameEvidence.ofTemplate(frame.index(), frame.template()));
  }
}
