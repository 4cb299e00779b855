package io.verilock.vkyc.local.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.verilock.vkyc.local.stack.LocalStack;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.Browser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;

/** Sessions on a stack as a person goes through them in a browser. */
public final class RecordedByBrowser {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private RecordedByBrowser() {}

  /** A session of six seconds, with a photo of the document, from its link to its result. */
  public static JsonNode session(LocalStack stack, Browser browser, Path document)
      throws Exception {
    JsonNode session = call(stack, "POST", "/v1/sessions", "{\"video_max_duration\": 6}");
    Page page = open(browser, 390, 844);
    page.navigate(session.get("url").asText());
    button(page, "I agree").click();
    page.locator("input[type=file]").setInputFiles(document);
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
        () -> call(stack, "GET", path, "").path("status").asText().equals("completed"),
        () -> call(stack, "GET", path, "").toString());
    return call(stack, "GET", path, "");
  }

  /** A window whose pages may use camera and microphone. */
  static Page open(Browser browser, int width, int height) {
    Page page = browser.open(width, height);
    page.context().setDefaultTimeout((double) Await.LONGEST.toMillis());
    page.context().grantPermissions(List.of("camera", "microphone"));
    return page;
  }

  /** What the stack's gateway answers to who has its first key. */
  static JsonNode call(LocalStack stack, String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(stack.address().gateway()).resolve(path))
            .header("Authorization", "Bearer " + stack.firstKey())
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return JSON.readTree(HTTP.send(request, BodyHandlers.ofByteArray()).body());
  }

  static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
