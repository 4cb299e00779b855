package io.verilock.vkyc.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PictureTimesTest {
  @Test
  void theNumberAtTheEndOfTheNameCountsFramesAt25ASecond() {
    assertThat(PictureTimes.micros(List.of("c/frame_00000.jpg", "c/frame_00013.jpg", "c/f38.png")))
        .containsExactly(0, 520_000, 1_520_000);
  }

  @Test
  void whereANameHasNoNumberFramesAreAFifthOfASecondApart() {
    assertThat(PictureTimes.micros(List.of("c/1.jpg", "c/b.jpg", "c/3.jpg")))
        .containsExactly(0, 200_000, 400_000);
  }

  @Test
  void numbersThatDoNotRiseAreNoTimes() {
    assertThat(PictureTimes.micros(List.of("frame_10.jpg", "frame_9.jpg")))
        .containsExactly(0, 200_000);
  }

  @Test
  void aNumberInAFolderIsNotTheFrames() {
    assertThat(PictureTimes.micros(List.of("clip7/a", "clip8/b"))).containsExactly(0, 200_000);
  }
}
