package io.verilock.vkyc.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.evaluation.report.FrameView.Box;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.Prompt;
import io.verilock.vkyc.schemas.PromptKind;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.TranscriptPiece;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportWriterTest {
  private static final String SCRIPT = "<script>alert('x')</script>";

  @TempDir Path folder;

  @Test
  void showsEverySessionWithItsReasonsFramesAndChecks() throws IOException {
    String html = write(view("anna-1", List.of("selfie_mismatch", "a_new_code"), 12.5));

    assertThat(html)
        .contains("anna-1", "declined", "The face is not the selfie&#39;s.", "a_new_code")
        .contains("data:image/jpeg;base64,AAAA", "1.4 s", "liveness 88", "selfie 12")
        .contains("The face is blurred.")
        .contains("match selfie", "cosine 0.1234", "open/x.onnx@0123");
  }

  @Test
  void showsWhatWasAskedForAndWhatWasSaid() throws IOException {
    String html = write(view("horses", List.of(), 99.0));

    assertThat(html)
        .contains("\u201cseven horses\u201d")
        .contains("left:75.00%;width:25.00%\" title=\"turn left\"")
        .contains("2.4 s: Seven horses")
        .doesNotContain("5.0 s:");
  }

  @Test
  void whatOthersWroteIsText() throws IOException {
    String html = write(view(SCRIPT, List.of(SCRIPT), null));
    assertThat(html).doesNotContain("<script").contains("&lt;script&gt;");
  }

  @Test
  void needsNothingFromTheNetwork() throws IOException {
    String html = write(view("anna-1", List.of(), 99.0));
    assertThat(html).doesNotContain("http://", "https://", "<script", "@import", "url(");
    assertThat(html).contains("Everything passed.");
  }

  private String write(SessionView session) throws IOException {
    Path file = folder.resolve("report.html");
    new ReportWriter().write(file, "Made for a test.", "open", List.of(session));
    return Files.readString(file);
  }

  private static SessionView view(String sessionId, List<String> reasons, Double match) {
    VideoResult result =
        VideoResult.newBuilder()
            .setSessionId(sessionId)
            .setVideoMode(VideoMode.self_record)
            .setStatus(SessionStatus.completed)
            .setResult(Outcome.declined)
            .setFaceMatchScore(match)
            .setDurationSeconds(5)
            .setReasons(reasons)
            .setChecks(
                List.of(
                    new Check(
                        "match_selfie",
                        CheckStatus.failed,
                        12.5,
                        reasons,
                        Map.of("cosine", 0.1234),
                        null)))
            .setTranscriptPieces(
                List.of(
                    new TranscriptPiece(2_400L, 5_000L, "Seven " + sessionId, 0.9),
                    new TranscriptPiece(5_000L, 6_000L, null, 0.2)))
            .setModelVersions(Map.of("face_embedder", "open/x.onnx@0123"))
            .build();
    FrameView frame =
        new FrameView(
            "data:image/jpeg;base64,AAAA",
            320,
            240,
            List.of(new Box(1, 2, 3, 4, 0)),
            1.4,
            88.2,
            12.1,
            null,
            "The face is blurred.");
    List<Prompt> prompts =
        List.of(
            new Prompt(PromptKind.look, 0L, 2_000L, null),
            new Prompt(PromptKind.phrase, 2_000L, 6_000L, "seven " + sessionId),
            new Prompt(PromptKind.turn_left, 6_000L, 8_000L, null));
    return new SessionView("A purpose.", result, null, null, prompts, List.of(frame));
  }
}
