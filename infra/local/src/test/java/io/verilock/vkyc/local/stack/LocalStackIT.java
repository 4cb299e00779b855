package io.verilock.vkyc.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.local.ColourFiles;
import io.verilock.vkyc.local.ingest.SessionUploader;
import io.verilock.vkyc.local.results.ResultTopic;
import io.verilock.vkyc.local.sessions.SessionFiles;
import io.verilock.vkyc.models.pack.PackException;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackIT {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void aStackGoesOnWhereTheLastOneOnItsFolderLeftOff() throws Exception {
    Path data = folder.resolve("data");
    Path clip = ColourFiles.clip(folder.resolve("clip.webm"), Color.RED.darker());
    VideoResult first;
    try (LocalStack stack = TestStack.start(data)) {
      assertThat(StackAddress.of(data)).isEqualTo(stack.address());
      first = analyse(stack, "first", clip);
    }
    assertThat(data.resolve("stack.json")).doesNotExist();
    assertThatThrownBy(() -> StackAddress.of(data)).isInstanceOf(StackException.class);
    try (LocalStack stack = TestStack.start(data)) {
      analyse(stack, "second", clip);
      try (ResultTopic results = new ResultTopic(stack.address().kafka())) {
        assertThat(results.readToEnd()).containsEntry("first", first).containsKey("second");
      }
    }
  }

  @Test
  void modelsThatCannotBeHadStopTheStartBeforeAnythingElse() {
    assertThatThrownBy(
            () ->
                LocalStack.start(
                    folder,
                    1,
                    Map.of("vkyc.models.pack", "mine"),
                    pack ->
                        () -> {
                          throw new PackException("no pack " + pack);
                        },
                    line -> {}))
        .isInstanceOf(StackException.class)
        .hasMessage("the stack did not start: no pack mine");
    assertThat(folder.resolve("kafka")).doesNotExist();
    assertThat(Files.exists(folder.resolve("stack.json"))).isFalse();
  }

  private static VideoResult analyse(LocalStack stack, String sessionId, Path clip)
      throws Exception {
    try (SessionUploader uploader = new SessionUploader(stack.address(), 10_000);
        ResultTopic results = new ResultTopic(stack.address().kafka())) {
      uploader.upload(
          new SessionFiles(sessionId, clip.toString(), null, null, VideoMode.self_record, "en"),
          bytes -> {});
      return results
          .await(sessionId, result -> result.getStatus() == SessionStatus.completed, LONGEST)
          .orElseThrow();
    }
  }
}
