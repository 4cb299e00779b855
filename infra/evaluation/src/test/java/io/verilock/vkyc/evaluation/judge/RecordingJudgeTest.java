package io.verilock.vkyc.evaluation.judge;

import static io.verilock.vkyc.testing.Colours.RED;
import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.jobs.decision.ScoringModels;
import io.verilock.vkyc.jobs.decision.SessionScorer;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.testing.Colours;
import io.verilock.vkyc.testing.UprightModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class RecordingJudgeTest {
  private static final int FRAMES = 3 * Colours.RATE;

  private final UprightModels models = new UprightModels();
  private final VideoAnalysisConfig config = VideoAnalysisConfig.from(new Configuration());

  @Test
  void aRecordingThatLiesOnItsSideIsJudgedUpright() {
    List<Check> upright = checks(0);
    int detections = models.detections();
    List<Check> lying = checks(1);
    assertThat(models.detections() - detections)
        .as("one more for each frame, and once the other directions")
        .isEqualTo(2 * detections + 2);

    Check quality = check(lying, "quality");
    assertThat(quality.getScore()).isEqualTo(check(upright, "quality").getScore()).isEqualTo(100);
    assertThat(quality.getReasons()).containsExactly("video_not_upright");
    assertThat(check(upright, "quality").getReasons()).isEmpty();
  }

  @Test
  void whoLooksOnSeesItUpright() {
    List<Picture> seen = new ArrayList<>();
    new RecordingJudge(models, config)
        .judge(recording(1), (picture, findings) -> seen.add(picture));

    assertThat(seen)
        .isNotEmpty()
        .allSatisfy(picture -> assertThat(models.detector().detect(picture)).isNotEmpty());
  }

  private List<Check> checks(int quarters) {
    JudgedRecording judged =
        new RecordingJudge(models, config).judge(recording(quarters), (picture, findings) -> {});
    return new SessionScorer(config.policies().standard().scoring(), ScoringModels.of(models))
        .score(judged.with(Map.of(), Set.of(), List.of()))
        .checks();
  }

  private static Check check(List<Check> checks, String name) {
    return checks.stream().filter(check -> check.getName().equals(name)).findAny().orElseThrow();
  }

  private static byte[] recording(int quarters) {
    List<Picture> pictures = new ArrayList<>();
    for (int frame = 0; frame < FRAMES; frame++) {
      pictures.add(UprightModels.picture(RED, frame, quarters));
    }
    return UprightModels.recording(pictures);
  }
}
