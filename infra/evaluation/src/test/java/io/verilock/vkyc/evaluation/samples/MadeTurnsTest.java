package io.verilock.vkyc.evaluation.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.evaluation.judge.JudgedRecording;
import io.verilock.vkyc.evaluation.judge.RecordingJudge;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.jobs.decision.ScoringModels;
import io.verilock.vkyc.jobs.decision.SessionScorer;
import io.verilock.vkyc.models.pack.SharedModels;
import io.verilock.vkyc.recordings.RecordingSettings.Layout;
import io.verilock.vkyc.recordings.RecordingSettings.Video;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.Prompt;
import io.verilock.vkyc.schemas.PromptKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Turns of the head on recordings made of photos, judged with the real networks. */
@Tag("media")
class MadeTurnsTest {
  private static final VideoAnalysisConfig CONFIG = VideoAnalysisConfig.from(new Configuration());
  private static final List<Prompt> ASKED =
      prompts(PromptKind.turn_left, PromptKind.turn_up, PromptKind.turn_right);

  private static SharedModels.Lease models;
  private static SampleMaker maker;
  private static JudgedRecording turned;

  @BeforeAll
  static void load() throws Exception {
    models = SharedModels.acquire("fallback");
    maker = Person.onPhotos(models.models()).get(0).maker(1);
    turned = judged(maker.answering(ASKED, Layout.WEBM_LIVE, Video.VP8));
  }

  @AfterAll
  static void close() {
    models.close();
  }

  @Test
  void whoTurnsAsAskedPasses() {
    Check check = check(turned, ASKED);

    assertThat(check.getReasons()).as(check.toString()).isEmpty();
    assertThat(check.getScore()).isGreaterThanOrEqualTo(50);
  }

  @Test
  void aRecordingOfAnotherOrderFails() {
    for (List<Prompt> other :
        List.of(
            prompts(PromptKind.turn_right, PromptKind.turn_up, PromptKind.turn_left),
            prompts(PromptKind.turn_up, PromptKind.turn_left, PromptKind.turn_right),
            prompts(PromptKind.turn_left, PromptKind.turn_right))) {
      assertThat(check(turned, other).getReasons())
          .as(other.toString())
          .contains("head_turns_wrong");
    }
  }

  @Test
  void whoDoesNotTurnFails() {
    Check check = check(judged(maker.moving(Layout.WEBM_LIVE, Video.VP8)), ASKED);

    assertThat(check.getReasons()).containsExactly("head_turns_missing");
    assertThat(check.getScore()).isZero();
  }

  @Test
  void aPrintThatIsTurnedByHandFails() {
    Check check = check(judged(maker.printAnswering(ASKED, Layout.WEBM_LIVE, Video.VP8)), ASKED);

    assertThat(check.getReasons()).as(check.toString()).isNotEmpty();
    assertThat(check.getScore()).isLessThan(50);
  }

  private static JudgedRecording judged(byte[] recording) {
    return new RecordingJudge(models.models(), CONFIG).judge(recording, (picture, findings) -> {});
  }

  private static Check check(JudgedRecording recording, List<Prompt> prompts) {
    return new SessionScorer(
            CONFIG.policies().standard().scoring(), ScoringModels.of(models.models()))
        .score(recording.with(Map.of(), Set.of(), prompts)).checks().stream()
            .filter(check -> check.getName().equals("head_turn_challenge"))
            .findAny()
            .orElseThrow();
  }

  private static List<Prompt> prompts(PromptKind... turns) {
    List<Prompt> prompts = new ArrayList<>();
    prompts.add(new Prompt(PromptKind.look, 0L, 2_000L, null));
    for (PromptKind turn : turns) {
      long from = prompts.get(prompts.size() - 1).getToMs();
      prompts.add(new Prompt(turn, from, from + 3_500, null));
    }
    return prompts;
  }
}
