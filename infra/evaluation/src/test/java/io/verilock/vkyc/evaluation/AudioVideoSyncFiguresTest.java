package io.verilock.vkyc.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.evaluation.judge.JudgedRecording;
import io.verilock.vkyc.evaluation.judge.RecordingJudge;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.jobs.decision.DecisionPolicy;
import io.verilock.vkyc.jobs.decision.ScoringModels;
import io.verilock.vkyc.jobs.decision.SessionScorer;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.pack.SharedModels;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import io.verilock.vkyc.testing.DevelopmentData;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The figures of docs/speech.md on whether the mouth moves with the voice: development recordings
 * of people who talk or sing with their own sound, and each with every other's.
 */
@Tag("figures")
class AudioVideoSyncFiguresTest {
  private static final List<String> TALKING =
      List.of(
          "videos/yerfor_Real3DPortra_May_5s.mp4",
          "videos/KwaiVGI_LivePortrait_d10.mp4",
          "videos/KwaiVGI_LivePortrait_d20.mp4",
          "videos/OpenTalker_video-retalk_1.mp4",
          "videos/OpenTalker_video-retalk_2.mp4",
          "videos/bytedance_LatentSync_demo1_video.mp4",
          "videos/ZubairCracksCode_anit-spoofin_real.mov",
          "videos/lestari15_CNN-face-det_real.mp4");

  @Test
  void ownSoundGoesWithTheMouthMoreOftenThanAnothers() throws Exception {
    try (SharedModels.Lease lease = SharedModels.acquire("open")) {
      ModelSet models = lease.models();
      RecordingJudge judge =
          new RecordingJudge(models, VideoAnalysisConfig.from(new Configuration()));
      Map<String, JudgedRecording> judged = new LinkedHashMap<>();
      for (String path : TALKING) {
        if (DevelopmentData.has(path)) {
          byte[] file = Files.readAllBytes(DevelopmentData.file(path));
          judged.put(path, judge.judge(file, (picture, findings) -> {}));
        }
      }
      SessionScorer scorer =
          new SessionScorer(DecisionPolicy.BUILT_IN.scoring(), ScoringModels.of(models));
      int[] own = new int[2];
      int[] others = new int[2];
      for (Map.Entry<String, JudgedRecording> seen : judged.entrySet()) {
        for (Map.Entry<String, JudgedRecording> heard : judged.entrySet()) {
          Check check = check(scorer, seen.getValue(), heard.getValue());
          if (check.getMeasures().containsKey("correlation")) {
            int[] counts = seen.getKey().equals(heard.getKey()) ? own : others;
            counts[0] += check.getStatus() == CheckStatus.uncertain ? 1 : 0;
            counts[1]++;
          }
          if (seen.getKey().equals(heard.getKey())) {
            System.out.println(seen.getKey() + ": " + check.getMeasures());
          }
        }
      }
      System.out.printf("own sound out of sync: %d of %d%n", own[0], own[1]);
      System.out.printf("another's sound out of sync: %d of %d%n", others[0], others[1]);
      assertThat(own[1]).isGreaterThan(4);
      assertThat((double) others[0] / others[1]).isGreaterThan((double) own[0] / own[1]);
    }
  }

  private static Check check(SessionScorer scorer, JudgedRecording seen, JudgedRecording heard) {
    JudgedRecording swapped =
        new JudgedRecording(seen.frames(), seen.recording(), heard.speech(), seen.failure());
    return scorer.score(swapped.with(Map.of(), Set.of(), List.of())).checks().stream()
        .filter(check -> check.getName().equals("audio_video_sync"))
        .findAny()
        .orElseThrow();
  }
}
