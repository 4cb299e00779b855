package io.verilock.vkyc.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.client.upload.SessionFiles;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.local.batch.BatchAnalysis;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.testing.DevelopmentData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

/** Real models on real recordings of replayed screens; left out where those are missing. */
class PresentationAttackIT {
  @Test
  void replayedScreensAreNamedAndPeopleAreNot() throws Exception {
    DevelopmentData.file("videos");
    Map<String, VideoResult> results =
        results(
            "open",
            List.of(
                recording("screen", "ZubairCracksCode_anit-spoofin_fake.mp4"),
                recording("phone", "lestari15_CNN-face-det_fake.mp4"),
                recording("webcam", "ZubairCracksCode_anit-spoofin_real.mov"),
                recording("selfie", "lestari15_CNN-face-det_real.mp4")));

    for (String attack : List.of("screen", "phone")) {
      assertThat(results.get(attack).getReasons())
          .as(attack)
          .contains("presentation_attack_suspected");
      assertThat(results.get(attack).getResult()).as(attack).isEqualTo(Outcome.declined);
    }
    for (String person : List.of("webcam", "selfie")) {
      assertThat(results.get(person).getReasons()).as(person).containsOnly("no_reference_photo");
      assertThat(results.get(person).getLivenessScore()).as(person).isGreaterThan(60);
    }
  }

  private static SessionFiles recording(String id, String file) {
    return new SessionFiles(
        id,
        DevelopmentData.file("videos/" + file).toString(),
        null,
        null,
        VideoMode.self_record,
        "en");
  }

  private static Map<String, VideoResult> results(String pack, List<SessionFiles> sessions)
      throws Exception {
    List<VideoResult> results = new ArrayList<>();
    new BatchAnalysis(config(pack), 2).run(sessions, results::add);
    Map<String, VideoResult> bySession = new HashMap<>();
    results.forEach(result -> bySession.put(result.getSessionId(), result));
    return bySession;
  }

  private static VideoAnalysisConfig config(String pack) {
    Configuration settings = new Configuration();
    settings.set(VideoAnalysisConfig.PACK, pack);
    return VideoAnalysisConfig.from(settings);
  }
}
