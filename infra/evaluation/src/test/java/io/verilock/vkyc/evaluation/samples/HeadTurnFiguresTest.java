package io.verilock.vkyc.evaluation.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.evaluation.judge.JudgedRecording;
import io.verilock.vkyc.evaluation.judge.RecordingJudge;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.jobs.decision.FaceQuality;
import io.verilock.vkyc.jobs.decision.FrameEvidence;
import io.verilock.vkyc.jobs.decision.ScoringModels;
import io.verilock.vkyc.jobs.decision.SessionScorer;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.pack.SharedModels;
import io.verilock.vkyc.recordings.RecordingSettings.Layout;
import io.verilock.vkyc.recordings.RecordingSettings.Video;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.Prompt;
import io.verilock.vkyc.schemas.PromptKind;
import io.verilock.vkyc.testing.DevelopmentData;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of docs/liveness.md: who turns, who only talks, and what prints show. */
@Tag("figures")
class HeadTurnFiguresTest {
  private static final int PEOPLE = 4;
  private static final VideoAnalysisConfig CONFIG = VideoAnalysisConfig.from(new Configuration());
  private static final List<Prompt> ASKED =
      List.of(
          new Prompt(PromptKind.look, 0L, 2_000L, null),
          new Prompt(PromptKind.turn_left, 2_000L, 5_500L, null),
          new Prompt(PromptKind.turn_up, 5_500L, 9_000L, null),
          new Prompt(PromptKind.turn_right, 9_000L, 12_500L, null));

  @ParameterizedTest
  @ValueSource(strings = {"open", "fallback"})
  void peopleAndPrintsMadeOfPhotos(String pack) throws Exception {
    try (SharedModels.Lease lease = SharedModels.acquire(pack)) {
      ModelSet models = lease.models();
      List<Person> people = Person.onPhotos(models).subList(0, PEOPLE);
      for (int i = 0; i < PEOPLE; i++) {
        SampleMaker maker = people.get(i).maker(i + 1);
        Check person = check(models, maker.answering(ASKED, Layout.WEBM_LIVE, Video.VP8));
        Check print = check(models, maker.printAnswering(ASKED, Layout.WEBM_LIVE, Video.VP8));
        System.out.printf("%s, person %d: %s%n", pack, i + 1, words(person));
        System.out.printf("%s, print of person %d: %s%n", pack, i + 1, words(print));
        assertThat(print.getReasons()).as("a print is told").isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"open", "fallback"})
  void realRecordingsOfPeopleWhoWereAskedForNothing(String pack) throws Exception {
    try (SharedModels.Lease lease = SharedModels.acquire(pack)) {
      for (String video :
          List.of(
              "KwaiVGI_LivePortrait_d10.mp4",
              "KwaiVGI_LivePortrait_d13.mp4",
              "KwaiVGI_LivePortrait_d18.mp4",
              "KwaiVGI_LivePortrait_d20.mp4",
              "yerfor_Real3DPortra_May_5s.mp4",
              "OpenTalker_video-retalk_1.mp4",
              "OpenTalker_video-retalk_2.mp4",
              "bytedance_LatentSync_demo1_video.mp4",
              "KwaiVGI_LivePortrait_d3.mp4",
              "ZubairCracksCode_anit-spoofin_real.mov")) {
        JudgedRecording judged =
            judged(lease.models(), Files.readAllBytes(DevelopmentData.file("videos/" + video)));
        System.out.printf(
            "%s, %s: %d frames, farthest from the median %.0f degrees aside, %.0f up%n",
            pack,
            video,
            judged.frames().size(),
            beyondMedian(judged, FaceQuality::yaw, Math::abs),
            // Pitch grows downwards.
            beyondMedian(judged, FaceQuality::pitch, pitch -> -pitch));
      }
    }
  }

  private static double beyondMedian(
      JudgedRecording judged, ToDoubleFunction<FaceQuality> angle, DoubleUnaryOperator size) {
    double[] angles =
        judged.frames().stream()
            .map(FrameEvidence::sighting)
            .filter(sighting -> sighting.quality().interEyeDistance() > 0)
            .mapToDouble(sighting -> angle.applyAsDouble(sighting.quality()))
            .sorted()
            .toArray();
    double median = angles[angles.length / 2];
    double most = 0;
    for (double one : angles) {
      most = Math.max(most, size.applyAsDouble(one - median));
    }
    return most;
  }

  private static String words(Check check) {
    return "score %s, %s, %s"
        .formatted(check.getScore(), check.getReasons(), new TreeMap<>(check.getMeasures()));
  }

  private static Check check(ModelSet models, byte[] recording) {
    return new SessionScorer(CONFIG.policies().standard().scoring(), ScoringModels.of(models))
        .score(judged(models, recording).with(Map.of(), Set.of(), ASKED)).checks().stream()
            .filter(check -> check.getName().equals("head_turn_challenge"))
            .findAny()
            .orElseThrow();
  }

  private static JudgedRecording judged(ModelSet models, byte[] recording) {
    return new RecordingJudge(models, CONFIG).judge(recording, (picture, findings) -> {});
  }
}
