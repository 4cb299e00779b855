package io.verilock.vkyc.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.verilock.vkyc.local.stack.SharedStack;
import io.verilock.vkyc.local.stack.SharedStack.Running;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.ColourFiles;
import io.verilock.vkyc.testing.Colours;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/http.md, each as it stands there. */
@ExtendWith(SharedStack.class)
class HttpGuideIT {
  private static final Path GUIDE = Path.of("..", "..", "docs", "http.md");
  private static final Pattern COMMAND = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void sixCommandsLeadFromTheKeyToADecidedResult(Running running) throws Exception {
    ColourFiles.clip(folder.resolve("video.mp4"), Colours.RED);
    ColourFiles.photo(folder.resolve("selfie.jpg"), Colours.RED);
    List<String> commands =
        COMMAND
            .matcher(Files.readString(GUIDE))
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();
    assertThat(commands).hasSize(6);
    Path script = folder.resolve("guide.sh");
    Files.writeString(script, "set -euo pipefail\n" + String.join("\n", commands));

    ProcessBuilder bash =
        new ProcessBuilder("bash", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile());
    bash.environment().put("API", running.stack().address().gateway());
    bash.environment().put("KEY", running.stack().firstKey());
    Process process = bash.start();
    try {
      assertThat(process.waitFor(Await.LONGEST.toSeconds(), TimeUnit.SECONDS))
          .as(Files.readString(folder.resolve("said")))
          .isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.exitValue()).as(Files.readString(folder.resolve("said"))).isZero();
    JsonNode result = new ObjectMapper().readTree(folder.resolve("result.json").toFile());
    assertThat(result.get("status").asText()).isEqualTo("completed");
    assertThat(result.get("face_match_score").asDouble()).isGreaterThan(60);
    assertThat(result.get("video_url").asText()).startsWith("http");
    assertThat(Files.readString(folder.resolve("said"))).contains("\"review_id\"");
  }
}
