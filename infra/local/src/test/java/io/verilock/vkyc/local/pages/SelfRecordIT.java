package io.verilock.vkyc.local.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.verilock.vkyc.local.stack.SharedStack;
import io.verilock.vkyc.local.stack.SharedStack.Running;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.Browser;
import io.verilock.vkyc.testing.ColourFiles;
import io.verilock.vkyc.testing.Colours;
import java.awt.Color;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From the link to the decision: a browser's camera, the gateway, Kafka, the jobs. */
@ExtendWith(SharedStack.class)
class SelfRecordIT {
  @TempDir static Path folder;
  private static Browser browser;

  @BeforeAll
  static void startBrowser() throws Exception {
    Path program = Browser.program().orElse(null);
    assumeTrue(program != null, "no Chromium is installed: the page is not tried in a browser");
    browser =
        Browser.withCamera(
            program,
            ColourFiles.camera(folder.resolve("red.mjpeg"), Colours.RED),
            ColourFiles.microphone(folder.resolve("tone.wav")));
    PlaywrightAssertions.setDefaultAssertionTimeout((double) Await.LONGEST.toMillis());
  }

  @AfterAll
  static void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void thePersonOfTheDocumentIsApproved(Running running) throws Exception {
    JsonNode result = record(running, Colours.RED);

    assertThat(result.get("result").asText()).as(result.toString()).isEqualTo("approved");
    assertThat(result.get("duration_seconds").asInt()).isBetween(4, 7);
    assertThat(result.get("capture").asText()).isEqualTo("live");
    assertThat(
            RecordedByBrowser.call(running.stack(), "GET", "/v1/policy", "").get("policy_version"))
        .isEqualTo(result.get("policy_version"));
    assertThat(result.at("/checks/source_integrity/status").asText()).isEqualTo("passed");
    assertThat(result.get("face_match_score").asDouble()).isGreaterThan(60);
  }

  @Test
  void somebodyElseIsDeclined(Running running) throws Exception {
    JsonNode result = record(running, Colours.BLUE);

    assertThat(result.get("result").asText()).as(result.toString()).isEqualTo("declined");
    assertThat(result.get("reasons").toString()).contains("document");
  }

  private static JsonNode record(Running running, Color document) throws Exception {
    return RecordedByBrowser.session(
        running.stack(), browser, ColourFiles.photo(folder.resolve("document.png"), document));
  }
}
