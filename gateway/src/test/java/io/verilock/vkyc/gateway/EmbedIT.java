package io.verilock.vkyc.gateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.Browser;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A session in a frame of somebody else's page, on another origin. */
@ExtendWith(Shared.class)
class EmbedIT {
  private static final Path PICTURES = Path.of("target", "embed");
  private static final String PAGE =
      """
      <!doctype html><html lang="en"><title>A shop</title><h1>A shop</h1>
      <script src="%s/embed.js"></script>
      <script>
        window.told = [];
        function embed(src) {
          const element = document.createElement('verilock-video-kyc');
          for (const type of ['ready', 'step', 'completed', 'cancelled', 'error']) {
            element.addEventListener(type, (event) =>
              told.push([type, ...Object.values(event.detail)].join(' ')));
          }
          element.setAttribute('src', src);
          document.body.append(element);
        }
      </script>""";

  private static Browser browser;
  private static HttpServer site;

  private Client client;
  private Page page;

  @BeforeAll
  static void start(Running shared) throws Exception {
    Path program = Browser.program().orElse(null);
    assumeTrue(program != null, "no Chromium is installed: the page is not tried in a browser");
    browser = Browser.withCamera(program);
    site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] html = PAGE.formatted(shared.gateway().address()).getBytes(StandardCharsets.UTF_8);
    site.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
          exchange.sendResponseHeaders(200, html.length);
          exchange.getResponseBody().write(html);
          exchange.close();
        });
    site.start();
    Files.createDirectories(PICTURES);
    PlaywrightAssertions.setDefaultAssertionTimeout((double) Await.LONGEST.toMillis());
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
      site.stop(0);
    }
  }

  @BeforeEach
  void open(Running shared) {
    client = shared.client();
    page = browser.open(900, 900);
    page.context().setDefaultTimeout((double) Await.LONGEST.toMillis());
  }

  @AfterEach
  void close() {
    page.context().close();
  }

  @Test
  void aSiteThatIsAllowedShowsASessionAndIsToldHowItGoes() throws Exception {
    allow(origin());
    page.context().grantPermissions(List.of("camera", "microphone"));
    embed(client.session("{\"video_max_duration\": 5, \"steps\": [\"video\"]}"));

    button("I agree").click();
    button("Turn on camera and microphone").click();
    button("Start recording").click();
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("recording.png")));
    button("Send the recording").click();
    assertThat(frame().locator("h1")).hasText("Thank you. That was all.");
    awaitTold("ready", "step consent", "step video", "completed");
    Await.until(
        "the frame is as high as what it shows",
        () -> frameHeight() > 100 && frameHeight() < 600,
        () -> frameHeight() + " pixels");
  }

  private int frameHeight() {
    return (Integer) page.evaluate("document.querySelector('iframe').clientHeight");
  }

  @Test
  void whoTakesConsentBackHasCancelled() throws Exception {
    allow(origin());
    embed(client.session("{\"steps\": [\"document\", \"video\"]}"));
    button("I agree").click();
    button("Withdraw my consent").click();
    button("Withdraw my consent").click();
    awaitTold("ready", "step consent", "step document", "cancelled");
  }

  @Test
  void aSiteThatIsNotAllowedShowsNothing() throws Exception {
    allow("https://elsewhere.example.com");
    embed(client.session("{}"));

    awaitTold("error frame_refused");
    assertThat(frame().locator("vkyc-record")).hasCount(0);
  }

  @Test
  void aSessionIsNotShownByTheLeaveOfAnother(Running shared) throws Exception {
    allow(origin());
    Reply own = client.session("{}");
    String token = shared.client().session("{}").text("upload_token");
    page.navigate(origin());
    page.evaluate("src => embed(src)", own.text("embed_url").replaceFirst("#.*", "#" + token));

    awaitTold("ready", "error link_invalid");
  }

  @Test
  void anOriginIsAnOrigin() throws Exception {
    for (String origin : List.of("https://a.example/path", "http://a.example", "*", "https://*")) {
      String body = "{\"embed_origins\": [\"%s\"]}".formatted(origin);
      assertThat(client.json("PATCH", "/v1/settings", body, Map.of()).code())
          .as(origin)
          .isEqualTo("validation_failed");
    }
  }

  private void allow(String origin) throws Exception {
    String body = "{\"embed_origins\": [\"%s\"]}".formatted(origin);
    assertThat(client.json("PATCH", "/v1/settings", body, Map.of()).status()).isEqualTo(200);
  }

  private void embed(Reply session) {
    page.navigate(origin());
    page.evaluate("src => embed(src)", session.text("embed_url"));
  }

  private static String origin() {
    return "http://127.0.0.1:" + site.getAddress().getPort();
  }

  private FrameLocator frame() {
    return page.frameLocator("iframe");
  }

  private Locator button(String name) {
    return frame()
        .getByRole(
            AriaRole.BUTTON, new FrameLocator.GetByRoleOptions().setName(name).setExact(true));
  }

  private void awaitTold(String... events) throws Exception {
    Await.until(
        "the page is told",
        () -> page.evaluate("window.told").equals(List.of(events)),
        () -> page.evaluate("window.told").toString());
  }
}
