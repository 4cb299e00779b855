package io.verilock.vkyc.local.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.client.upload.SessionFiles;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.schemas.Capture;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.ResultJson;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.testing.ColourFiles;
import io.verilock.vkyc.testing.ColourModels;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchAnalysisIT {
  @TempDir Path folder;

  @Test
  void everySessionHasAResultWhateverItsFilesAreLike() throws Exception {
    ColourFiles.clip(folder.resolve("red.webm"), Color.RED.darker());
    ColourFiles.photo(folder.resolve("red.png"), Color.RED.darker());
    ColourFiles.photo(folder.resolve("blue.png"), Color.BLUE.darker());
    Files.writeString(folder.resolve("text.webm"), "no video");
    Files.createFile(folder.resolve("empty.webm"));
    List<SessionFiles> sessions =
        List.of(
            session("same", "red.webm", "red.png"),
            session("other", "red.webm", "blue.png"),
            session("alone", "red.webm", null),
            session("no-video", "text.webm", "red.png"),
            session("empty", "empty.webm", null),
            session("gone", "gone.webm", "red.png"),
            session("photo-gone", "red.webm", "gone.png"));

    Map<String, VideoResult> results = run(sessions, 2);

    assertThat(results.keySet())
        .containsExactlyInAnyOrder(
            "same", "other", "alone", "no-video", "empty", "gone", "photo-gone");
    assertThat(results.values())
        .allSatisfy(result -> assertThat(result.getStatus()).isEqualTo(SessionStatus.completed))
        .allSatisfy(result -> assertThat(result.getCapture()).isEqualTo(Capture.uploaded))
        .allSatisfy(result -> assertThat(result.getResult()).isNotNull());
    assertThat(results.get("same").getFaceMatchScore()).isGreaterThan(60);
    assertThat(results.get("other").getResult()).isEqualTo(Outcome.declined);
    assertThat(results.get("alone").getFaceMatchScore()).isNull();
    for (String broken : List.of("no-video", "empty", "gone")) {
      assertThat(results.get(broken).getResult()).as(broken).isNotEqualTo(Outcome.approved);
      assertThat(results.get(broken).getReasons()).as(broken).isNotEmpty();
    }
    assertThat(results.get("photo-gone").getResult()).isNotEqualTo(Outcome.approved);

    // The same files give the same lines, however the work is split.
    assertThat(lines(run(sessions, 1))).isEqualTo(lines(results));
  }

  private Map<String, VideoResult> run(List<SessionFiles> sessions, int parallelism)
      throws Exception {
    VideoAnalysisConfig config = VideoAnalysisConfig.from(new Configuration());
    List<VideoResult> results = new ArrayList<>();
    new BatchAnalysis(config, parallelism, ColourModels::lend).run(sessions, results::add);
    Map<String, VideoResult> bySession = new HashMap<>();
    for (VideoResult result : results) {
      assertThat(bySession.put(result.getSessionId(), result)).as("one result each").isNull();
    }
    return bySession;
  }

  private static List<String> lines(Map<String, VideoResult> results) {
    return results.values().stream().map(ResultJson::line).sorted().toList();
  }

  private SessionFiles session(String id, String video, String selfie) {
    return new SessionFiles(
        id,
        folder.resolve(video).toString(),
        selfie == null ? null : folder.resolve(selfie).toString(),
        null,
        VideoMode.self_record,
        "en");
  }
}
