package io.verilock.vkyc.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.client.upload.SessionFiles;
import io.verilock.vkyc.evaluation.judge.JudgedRecording;
import io.verilock.vkyc.evaluation.judge.RecordingJudge;
import io.verilock.vkyc.evaluation.report.FrameView;
import io.verilock.vkyc.evaluation.report.SessionReplay;
import io.verilock.vkyc.evaluation.report.SessionView;
import io.verilock.vkyc.evaluation.samples.DemoSession;
import io.verilock.vkyc.evaluation.samples.MadeSamples;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.jobs.decision.FrameEvidence;
import io.verilock.vkyc.jobs.decision.PhotoEvidence;
import io.verilock.vkyc.jobs.decision.ScoringModels;
import io.verilock.vkyc.jobs.decision.SessionScorer;
import io.verilock.vkyc.jobs.vision.PhotoAnalyser;
import io.verilock.vkyc.local.batch.BatchAnalysis;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.image.PhotoLimits;
import io.verilock.vkyc.models.image.PhotoReader;
import io.verilock.vkyc.models.pack.SharedModels;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.testing.DevelopmentData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real models on attacks made from photos: each is named by its own reason. The pack {@code
 * fallback} makes them anywhere; the replayed screens are real recordings, and are left out where
 * those are missing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PresentationAttackIT {
  private List<SessionFiles> samples;
  private Map<String, VideoResult> made;

  @BeforeAll
  void analyse(@TempDir Path folder) throws Exception {
    samples =
        MadeSamples.make(folder, "fallback").sessions().stream().map(DemoSession::files).toList();
    made = results("fallback", samples);
    made.forEach(
        (id, result) ->
            System.out.printf(
                "%s: %s, %s%n", id, result.getReasons(), check(result, "planar_face")));
  }

  @Test
  void aFrozenPhotoIsNamedAndDeclined() {
    VideoResult result = made.get("presentation-attack");
    assertThat(result.getReasons()).startsWith("frozen_video");
    assertThat(result.getResult()).isEqualTo(Outcome.declined);
    assertThat(result.getLivenessScore()).isZero();
  }

  @Test
  void aPhotoMovedByHandIsNamed() {
    VideoResult result = made.get("held-photo");
    assertThat(result.getReasons()).contains("planar_face").doesNotContain("frozen_video");
    assertThat(result.getResult()).isNotEqualTo(Outcome.approved);
    assertThat(result.getLivenessScore()).isLessThan(50);
  }

  @Test
  void aFaceThatIsSwappedInTheMiddleIsNamedWithItsTime() {
    VideoResult result = made.get("swapped-face");
    assertThat(result.getReasons()).contains("face_changed");
    assertThat(result.getResult()).isNotEqualTo(Outcome.approved);
  }

  @Test
  void aFaceWithDepthAndExpressionIsNoneOfThese() {
    for (String person : List.of("same-person", "another-person")) {
      assertThat(made.get(person).getReasons())
          .as(person)
          .doesNotContain("planar_face", "frozen_video", "looped_video", "face_changed");
      assertThat(check(made.get(person), "planar_face").getScore()).as(person).isGreaterThan(50);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-person", "swapped-face"})
  void whatIsJudgedAndShownAgainIsWhatMadeTheResult(String session) throws Exception {
    VideoResult result = made.get(session);
    SessionFiles files =
        samples.stream().filter(one -> one.sessionId().equals(session)).findFirst().orElseThrow();
    VideoAnalysisConfig config = config("fallback");
    try (SharedModels.Lease lease = SharedModels.acquire("fallback")) {
      ModelSet models = lease.models();
      SessionScorer scorer =
          new SessionScorer(config.policies().standard().scoring(), ScoringModels.of(models));
      PhotoEvidence selfie =
          new PhotoAnalyser(models)
              .analyse(
                  PhotoKind.selfie,
                  new PhotoReader(PhotoLimits.DEFAULT)
                      .read(Files.readAllBytes(Path.of(files.selfie()))))
              .evidence();
      JudgedRecording judged =
          new RecordingJudge(models, config)
              .judge(Files.readAllBytes(Path.of(files.video())), (picture, findings) -> {});

      List<Check> checks =
          scorer
              .score(judged.with(Map.of(PhotoKind.selfie, selfie), Set.of(PhotoKind.selfie)))
              .checks();
      SessionView view = new SessionReplay(models, config).view("", files, result);

      assertThat(checks)
          .extracting(Check::getName, Check::getScore, Check::getMeasures)
          .containsExactlyElementsOf(
              result.getChecks().stream()
                  .map(check -> tuple(check.getName(), check.getScore(), check.getMeasures()))
                  .toList());
      assertThat(view.frames()).hasSize(7);
      for (FrameView shown : view.frames()) {
        FrameEvidence frame = frameAt(judged, shown.seconds());
        assertThat(shown.selfieMatch())
            .isEqualTo(scorer.matchScore(frame.template(), selfie.template()));
        assertThat(shown.liveness()).as("the pack has no such model").isNull();
        assertThat(shown.faces()).hasSize(1);
        assertThat(shown.faces().get(0).height() * 480 / shown.width())
            .isCloseTo(frame.sighting().faceHeight(), within(0.01));
      }
    }
  }

  private static FrameEvidence frameAt(JudgedRecording judged, double seconds) {
    return judged.frames().stream()
        .filter(frame -> frame.presentationTimeMicros() == Math.round(seconds * 1e6))
        .findFirst()
        .orElseThrow();
  }

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

  private static Check check(VideoResult result, String name) {
    return result.getChecks().stream()
        .filter(check -> check.getName().equals(name))
        .findFirst()
        .orElseThrow();
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
