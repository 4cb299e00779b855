package io.verilock.vkyc.local.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.verilock.vkyc.local.stack.SharedStack;
import io.verilock.vkyc.local.stack.SharedStack.Running;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.Browser;
import io.verilock.vkyc.testing.ColourFiles;
import io.verilock.vkyc.testing.Colours;
import java.awt.Color;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From the link to the decision: a browser's camera, the gateway, Kafka, the jobs. */
@ExtendWith(SharedStack.class)
class SelfRecordIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

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
    assertThat(call(running, "GET", "/v1/policy", "").get("policy_version"))
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

  /** A session from its link to its result. */
  private static JsonNode record(Running running, Color document) throws Exception {
    JsonNode session = call(running, "POST", "/v1/sessions", "{\"video_max_duration\": 6}");
    Page page = browser.open(390, 844);
    page.context().setDefaultTimeout((double) Await.LONGEST.toMillis());
    page.context().grantPermissions(List.of("camera", "microphone"));
    page.navigate(session.get("url").asText());
    button(page, "I agree").click();
    page.locator("input[type=file]")
        .setInputFiles(ColourFiles.photo(folder.resolve("document.png"), document));
    button(page, "Use this photo").click();
    button(page, "Turn on the camera").click();
    button(page, "Take the photo").click();
    button(page, "Use this photo").click();
    button(page, "Turn on camera and microphone").click();
    button(page, "Start recording").click();
    button(page, "Send the recording").click();
    assertThat(page.locator("h1")).hasText("Thank you. That was all.");
    page.context().close();

    String path = "/v1/sessions/%s/video".formatted(session.get("session_id").asText());
    Await.until(
        "the result is there",
        () -> call(running, "GET", path, "").path("status").asText().equals("completed"),
        () -> call(running, "GET", path, "").toString());
    return call(running, "GET", path, "");
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static JsonNode call(Running running, String method, String path, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(running.stack().address().gateway()).resolve(path))
            .header("Authorization", "Bearer " + running.stack().firstKey())
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return JSON.readTree(HTTP.send(request, BodyHandlers.ofByteArray()).body());
  }
}
