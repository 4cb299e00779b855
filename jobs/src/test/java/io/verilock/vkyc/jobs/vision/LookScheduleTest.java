package io.verilock.vkyc.jobs.vision;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class LookScheduleTest {
  private static final int RATE = 5;
  private static final int CELLS = 12;

  private final LookSchedule schedule = new LookSchedule(CELLS, RATE);

  @Test
  void aShortRecordingIsLookedAtThroughout() {
    assertThat(looks(CELLS, LookScheduleTest::steady)).hasSize(CELLS);
  }

  @Test
  void aRecordingTwiceAsLongTakesHalfTheCellsMore() {
    assertThat(looks(2 * CELLS, LookScheduleTest::steady))
        .hasSize(CELLS + CELLS / 2)
        .contains(12, 14, 16);
    assertThat(looks(4 * CELLS, LookScheduleTest::steady)).hasSize(2 * CELLS).contains(24, 28, 32);
  }

  @Test
  void theDefaultLooksAtThirteenFramesOfTenSecondsAndFortyFourOfAMinute() {
    LookSchedule usual = VideoAnalysisConfig.from(new Configuration()).lookSchedule();

    assertThat(looks(usual, 10 * RATE, LookScheduleTest::steady)).hasSize(13);
    assertThat(looks(usual, 60 * RATE, LookScheduleTest::steady)).hasSize(44);
  }

  @Test
  void noTwoSecondsOfALongOneGoBy() {
    List<Integer> looks = looks(600 * RATE, LookScheduleTest::steady);

    for (int i = 1; i < looks.size(); i++) {
      assertThat(looks.get(i) - looks.get(i - 1)).isLessThanOrEqualTo(2 * RATE);
    }
    assertThat(looks).hasSizeLessThan(600 * RATE / 5);
  }

  @Test
  void aClearlyBetterFaceIsLookedAtToo() {
    assertThat(looks(33, frame -> frame == 26 ? 95 : 80)).contains(24, 26, 28);
    assertThat(looks(33, frame -> frame == 26 ? 94 : 80)).contains(24, 28).doesNotContain(26);
  }

  @Test
  void qualityThatGoesUpAndDownBuysFewLooks() {
    int steady = looks(300, LookScheduleTest::steady).size();

    assertThat(looks(300, frame -> 40 + 60.0 * (frame % 7) / 6).size()).isLessThan(4 * steady);
  }

  @Test
  void timeCountsFromTheFirstUsableFace() {
    assertThat(schedule.choose(Looks.NONE, 7_000_000, 80)).contains(new Looks(7_000_000, 0, 80));
  }

  @Test
  void whereEveryFrameIsWantedSimultaneousOnesAreTaken() {
    Optional<Looks> first = LookSchedule.EVERY_FRAME.choose(Looks.NONE, 0, 80);

    assertThat(LookSchedule.EVERY_FRAME.choose(first.orElseThrow(), 0, 80)).isPresent();
  }

  private static double steady(int frame) {
    return 80;
  }

  private List<Integer> looks(int frames, IntToDoubleFunction quality) {
    return looks(schedule, frames, quality);
  }

  private static List<Integer> looks(
      LookSchedule schedule, int frames, IntToDoubleFunction quality) {
    List<Integer> looks = new ArrayList<>();
    Looks[] before = {Looks.NONE};
    IntStream.range(0, frames)
        .forEach(
            frame ->
                schedule
                    .choose(before[0], frame * 1_000_000L / RATE, quality.applyAsDouble(frame))
                    .ifPresent(
                        after -> {
                          before[0] = after;
                          looks.add(frame);
                        }));
    return looks;
  }
}
