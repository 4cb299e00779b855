package io.verilock.vkyc.local.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.verilock.vkyc.local.stack.SharedStack;
import io.verilock.vkyc.local.stack.SharedStack.Running;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.WebhookEvent;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.Browser;
import io.verilock.vkyc.testing.ColourFiles;
import io.verilock.vkyc.testing.Colours;
import io.verilock.vkyc.testing.TopicContents;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A call with an agent, from the link to the webhook: two browsers, the gateway, the jobs. */
@ExtendWith(SharedStack.class)
class LiveCallIT {

  @TempDir static Path folder;
  private static Browser browser;

  @BeforeAll
  static void startBrowser() throws Exception {
    Path program = Browser.program().orElse(null);
    assumeTrue(program != null, "no Chromium is installed: the pages are not tried in a browser");
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
  void aCallIsScoredWhileItLastsAndDecidedAfterIt(Running running) throws Exception {
    Page agent = open(1280, 800);
    agent.navigate(running.stack().signInLinks().get("agent").toString());
    assertThat(agent.locator("h1")).hasText("Off duty");
    agent.keyboard().press("d");
    assertThat(agent.locator("h1")).hasText("On duty");
    JsonNode session =
        call(
            running,
            "POST",
            "/v1/sessions",
            "{\"video_mode\": \"live_agent\", \"steps\": [\"document\", \"video\"]}");
    String sessionId = session.get("session_id").asText();
    Page person = open(390, 844);
    person.navigate(session.get("url").asText());
    button(person, "I agree").click();
    person
        .locator("input[type=file]")
        .setInputFiles(ColourFiles.photo(folder.resolve("document.png"), Colours.RED));
    button(person, "Use this photo").click();
    button(person, "Call an agent").click();
    assertThat(agent.locator("h1")).hasText("A call rings");
    agent.keyboard().press("t");

    assertThat(agent.locator(".scores"))
        .containsText(Pattern.compile("Match (6[1-9]|[7-9]\\d|100)"));
    agent.waitForFunction("document.querySelector('.shown img')?.naturalWidth > 0");
    agent.keyboard().press("n");
    agent.keyboard().type("Knew the address.");
    agent.keyboard().press("Control+Enter");
    assertThat(person.locator("h1")).hasText("Thank you. That was all.");
    assertThat(agent.getByText("The recording is analysed.")).isVisible();
    assertThat(agent.locator("video.recording")).isVisible();
    button(agent, "Approve").click();
    assertThat(agent.locator("vkyc-agent > .said")).hasText(sessionId + " is approved.");
    agent.context().close();
    person.context().close();

    String path = "/v1/sessions/%s/video".formatted(sessionId);
    Await.until(
        "the decision is in the result",
        () -> call(running, "GET", path, "").path("result").asText().equals("approved"),
        () -> call(running, "GET", path, "").toString());
    JsonNode result = call(running, "GET", path, "");
    assertThat(result.get("agent_id").asText()).startsWith("agt_");
    assertThat(result.get("agent_notes").asText()).isEqualTo("Knew the address.");
    assertThat(result.get("capture").asText()).isEqualTo("live");
    Await.until("all webhooks", () -> webhooks(running, sessionId, "").size() == 5);
    assertThat(webhooks(running, sessionId, "call."))
        .extracting(WebhookEvent::getType)
        .containsExactly("call.queued", "call.started", "call.ended");
    List<WebhookEvent> webhooks = webhooks(running, sessionId, "video.");
    assertThat(webhooks)
        .extracting(WebhookEvent::getType)
        .containsExactly("video.completed", "video.reviewed");
    assertThat(webhooks.get(1).getData().getAgentId()).isEqualTo(result.get("agent_id").asText());
  }

  private static Page open(int width, int height) {
    return RecordedByBrowser.open(browser, width, height);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private static List<WebhookEvent> webhooks(Running running, String sessionId, String type)
      throws Exception {
    return TopicContents.decoded(running.stack().address().kafka(), Topics.WEBHOOKS).stream()
        .filter(event -> event.getSessionId().equals(sessionId))
        .filter(event -> event.getType().startsWith(type))
        .toList();
  }

  private static JsonNode call(Running running, String method, String path, String body)
      throws Exception {
    return RecordedByBrowser.call(running.stack(), method, path, body);
  }
}
