package io.verilock.vkyc.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.jobs.media.MediaException;
import io.verilock.vkyc.models.pack.LoadedModels;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.testing.DevelopmentData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Recordings of one person each, and of two spliced together. */
@Tag("media")
class RecordedContinuityTest {
  /** One recording for each person; the hard ones talk, grimace or turn away from the camera. */
  private static final List<String> PEOPLE =
      List.of(
          "KwaiVGI_LivePortrait_d10.mp4",
          "KwaiVGI_LivePortrait_d13.mp4",
          "KwaiVGI_LivePortrait_d18.mp4",
          "KwaiVGI_LivePortrait_d20.mp4",
          "KwaiVGI_LivePortrait_d3.mp4",
          "OpenTalker_video-retalk_1.mp4",
          "OpenTalker_video-retalk_2.mp4",
          "ZubairCracksCode_anit-spoofin_real.mov",
          "bytedance_LatentSync_demo1_video.mp4",
          "lestari15_CNN-face-det_real.mp4",
          "polimi-ispl_icpr2020dfdc_004.mp4",
          "polimi-ispl_icpr2020dfdc_lynaeydofd.mp4",
          "yerfor_Real3DPortra_May_5s.mp4");

  /** Short ones, that the suite looks at each time. */
  private static final List<String> FEW =
      List.of("KwaiVGI_LivePortrait_d18.mp4", "OpenTalker_video-retalk_1.mp4");

  @Tag("figures")
  @Test
  void everyPersonPassesAndEveryExchangeIsNamed() throws IOException, MediaException {
    List<String> here = PEOPLE.stream().filter(p -> DevelopmentData.has("videos/" + p)).toList();
    assertThat(here).hasSizeGreaterThan(8);
    assertPeoplePassAndExchangesAreNamed(here);
  }

  @Test
  void twoPersonsPassAndTheirExchangesAreNamed() throws IOException, MediaException {
    FEW.forEach(person -> DevelopmentData.file("videos/" + person));
    assertPeoplePassAndExchangesAreNamed(FEW);
  }

  private static void assertPeoplePassAndExchangesAreNamed(List<String> here)
      throws IOException, MediaException {
    List<List<FrameEvidence>> people = new ArrayList<>();
    FaceContinuity continuity;
    try (LoadedModels models = DevelopmentData.openPack()) {
      continuity = new FaceContinuity(models.faceMatch());
      for (String person : here) {
        people.add(RecordedFaces.usable(RecordedFaces.of(models, "videos/" + person)));
      }
    }
    double lowest = 100;
    for (int i = 0; i < people.size(); i++) {
      Check check = continuity.check(people.get(i));
      assertThat(check.getReasons()).as(here.get(i)).isEmpty();
      lowest = Math.min(lowest, check.getScore());
    }
    System.out.printf("%d persons, lowest score %.1f%n", people.size(), lowest);

    for (int frames : new int[] {5, 10, 15}) {
      double highest = 0;
      int exchanges = 0;
      for (List<FrameEvidence> person : people) {
        for (List<FrameEvidence> other : people) {
          if (person != other) {
            Check check = continuity.check(exchanged(person, other, frames));
            assertThat(check.getReasons()).containsExactly("face_changed");
            assertThat(check.getMeasures().get("changed_at_seconds")).isEqualTo(1.8, within(0.4));
            highest = Math.max(highest, check.getScore());
            exchanges++;
          }
        }
      }
      System.out.printf(
          "%d exchanges of %d frames, highest score %.1f%n", exchanges, frames, highest);
    }
  }

  /** A person, after nine frames another one, then the first again. */
  private static List<FrameEvidence> exchanged(
      List<FrameEvidence> person, List<FrameEvidence> other, int frames) {
    return RecordedFaces.joined(
        List.of(person.subList(0, 9), other.subList(0, frames), person.subList(9, 18)));
  }
}
