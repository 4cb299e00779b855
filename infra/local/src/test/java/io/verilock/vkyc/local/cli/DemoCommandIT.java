package io.verilock.vkyc.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.client.upload.SessionFiles;
import io.verilock.vkyc.evaluation.judge.JudgedRecording;
import io.verilock.vkyc.evaluation.judge.RecordingJudge;
import io.verilock.vkyc.evaluation.report.FrameView;
import io.verilock.vkyc.evaluation.report.SessionReplay;
import io.verilock.vkyc.evaluation.report.SessionView;
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
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first command that anyone runs, where no real recordings lie beside the checkout. */
@Tag("media")
class DemoCommandIT {
  private static final List<String> SESSIONS =
      List.of(
          "same-person",
          "other-turns",
          "another-person",
          "no-face",
          "presentation-attack",
          "held-photo",
          "swapped-face",
          "damaged-file");

  @TempDir static Path home;
  private static String said;
  private static Map<String, String> lines;

  @BeforeAll
  static void runTheDemo() throws Exception {
    Path output = home.resolve("output.txt");
    Process demo =
        ChildJvm.start(
            Vkyc.class, output, Map.of("VKYC_HOME", home.toString()), "demo", "--pack", "fallback");
    try {
      assertThat(demo.waitFor(Await.LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      demo.destroyForcibly();
    }
    said = Files.readString(output);
    assertThat(demo.exitValue()).as(said).isZero();
    lines = new LinkedHashMap<>();
    said.substring(said.indexOf("session  "), said.indexOf("Look at the frames"))
        .lines()
        .skip(1)
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(line -> lines.put(line.substring(0, line.indexOf(' ')), line));
  }

  @Test
  void everySampleSessionHasALineInTheTableAndItsFramesInTheReport() throws Exception {
    assertThat(said)
        .contains("models: pack fallback", "8 sample sessions. Recordings made from still photos")
        .doesNotContain("Exception", "WARN");
    assertThat(lines.keySet()).containsExactlyElementsOf(SESSIONS);
    assertThat(lines.values()).allMatch(line -> line.contains(" completed "));
    assertThat(lines.get("same-person")).contains(" approved ").doesNotContain("head_turns");
    assertThat(lines.get("other-turns")).contains(" needs_review ", "head_turns_wrong");
    assertThat(lines.get("another-person")).contains(" declined ", "selfie_mismatch");
    assertThat(lines.get("no-face")).contains(" declined ", "no_face");
    assertThat(lines.get("damaged-file")).contains("video_not_analysed");

    Path report = home.resolve(".vkyc/demo/report.html");
    assertThat(said).contains(report.toUri().toString());
    String html = Files.readString(report);
    for (String session : SESSIONS) {
      assertThat(html).contains("<section class=\"card\" id=\"%s\"".formatted(session));
    }
    String shown = section(html, "same-person");
    assertThat(count(shown, "<image ")).as("the selfie and seven frames").isEqualTo(8);
    assertThat(count(shown, "class=\"face\"")).as("a face on each").isEqualTo(8);
    assertThat(count(shown, "<span>selfie ")).as("a match on each frame").isEqualTo(7);
    assertThat(count(section(html, "no-face"), "<span>no face</span>")).isEqualTo(7);
    assertThat(section(html, "damaged-file")).doesNotContain("> s</strong>");
  }

  /** The pack makes and judges them anywhere: each attack is named by its own reason. */
  @Test
  void attacksMadeFromPhotosAreNamedAndPeopleAreNot() {
    assertThat(lines.get("presentation-attack")).contains(" declined ", "   frozen_video");
    assertThat(liveness("presentation-attack")).isZero();
    assertThat(lines.get("held-photo"))
        .contains("planar_face", "head_turns")
        .doesNotContain("frozen_video", " approved ");
    assertThat(liveness("held-photo")).isLessThan(50);
    assertThat(lines.get("swapped-face")).contains("face_changed").doesNotContain(" approved ");
    for (String person : List.of("same-person", "another-person")) {
      assertThat(lines.get(person))
          .doesNotContain("planar_face", "frozen_video", "looped_video", "face_changed");
    }
    assertThat(lines.get("other-turns"))
        .doesNotContain("planar_face", "frozen_video", "looped_video", "face_changed");
  }

  @ParameterizedTest
  @CsvSource({"same-person, same-person.video", "swapped-face, swapped-face.mp4"})
  void whatIsJudgedAndShownAgainIsWhatMadeTheResult(String session, String video) throws Exception {
    SessionFiles files = files(session, video);
    VideoAnalysisConfig config = config();
    List<VideoResult> results = new ArrayList<>();
    new BatchAnalysis(config, 1).run(List.of(files), results::add);
    VideoResult result = results.get(0);
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
              .score(
                  judged.with(
                      Map.of(PhotoKind.selfie, selfie), Set.of(PhotoKind.selfie), List.of()))
              .checks();
      SessionView view = new SessionReplay(models, config).view("", files, result, List.of());

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

  private static SessionFiles files(String session, String video) {
    Path samples = home.resolve(".vkyc/demo/samples");
    return new SessionFiles(
        session,
        samples.resolve(video).toString(),
        samples.resolve("selfie.jpg").toString(),
        null,
        VideoMode.self_record,
        "en");
  }

  private static VideoAnalysisConfig config() {
    Configuration settings = new Configuration();
    settings.set(VideoAnalysisConfig.PACK, "fallback");
    settings.set(VideoAnalysisConfig.DICTATION, "none");
    return VideoAnalysisConfig.from(settings);
  }

  /** The fifth column of a session's line. */
  private static double liveness(String session) {
    return Double.parseDouble(lines.get(session).split(" {2,}", -1)[4]);
  }

  private static String section(String html, String session) {
    int start = html.indexOf("id=\"%s\"".formatted(session));
    return html.substring(start, html.indexOf("</section>", start));
  }

  private static int count(String text, String part) {
    Matcher found = Pattern.compile(Pattern.quote(part)).matcher(text);
    return (int) found.results().count();
  }
}
