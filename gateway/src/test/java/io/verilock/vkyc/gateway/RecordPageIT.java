package io.verilock.vkyc.gateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.schemas.LiveScore;
import io.verilock.vkyc.schemas.Photo;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoChunk;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.Browser;
import io.verilock.vkyc.testing.TopicContents;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page in which a person records alone, as they see it: a real gateway, a real browser. */
@ExtendWith(Shared.class)
class RecordPageIT {
  private static final Path PICTURES = Path.of("target", "record-page");
  private static final byte[] MATROSKA = {0x1a, 0x45, (byte) 0xdf, (byte) 0xa3};

  /** How often the page looks at its clock. */
  private static final int TICK_MS = 200;

  private static final Map<String, String> HINTS =
      Map.of(
          "face_cut_off", "Part of your face is outside the picture. Move into the oval.",
          "face_blurred", "Hold still, or clean the lens.",
          "face_turned_away", "Look at the camera.");

  private static Browser browser;

  private final List<String> complaints = new ArrayList<>();
  private Running running;
  private Client client;
  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void startBrowser() throws Exception {
    Path program = Browser.program().orElse(null);
    assumeTrue(program != null, "no Chromium is installed: the page is not tried in a browser");
    browser = Browser.withCamera(program);
    Files.createDirectories(PICTURES);
    PlaywrightAssertions.setDefaultAssertionTimeout((double) Await.LONGEST.toMillis());
  }

  @AfterAll
  static void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open(Running shared) {
    running = shared;
    client = shared.client();
    page = PageCheck.open(browser, 390, 844, complaints);
    context = page.context();
  }

  @AfterEach
  void close() {
    context.close();
    assertThat(complaints).isEmpty();
  }

  @Test
  void aPersonGoesFromTheLinkToTheEnd() throws Exception {
    allowCamera();
    String sessionId = begin("{\"video_max_duration\": 6}");

    heading("Before we begin");
    check("consent");
    button("I do not agree").click();
    assertThat(page.getByText("Nothing was recorded.")).isVisible();
    button("I agree").click();
    heading("Your identity document");
    check("document");
    button("Turn on the camera").click();
    button("Take the photo").click();
    check("document-taken");
    button("Use this photo").click();
    heading("A photo of your face");
    button("Turn on the camera").click();
    check("selfie");
    button("Take the photo").click();
    button("Use this photo").click();
    heading("A short video of you");
    assertThat(page.getByText("State your full name and today's date.")).isVisible();
    check("video");
    button("Turn on camera and microphone").click();
    button("Start recording").click();
    assertThat(page.locator(".prompt")).hasText("State your full name and today's date.");
    check("video-recording");
    // It ends by itself at its longest.
    button("Send the recording").waitFor();
    check("video-saved");
    button("Send the recording").click();
    heading("Thank you. That was all.");
    assertThat(page.getByText("You can close this page.")).isVisible();
    check("done");

    assertThat(photos(sessionId)).containsExactlyInAnyOrder("document", "selfie");
    requireWhole(sessionId);
    JsonNode evidence = evidence(sessionId);
    assertThat(evidence.get("camera").get("label").asText()).startsWith("fake_device");
    assertThat(evidence.get("camera").get("settings").get("width").asInt()).isPositive();
    assertThat(evidence.get("camera").get("settings").has("deviceId")).isFalse();
    assertThat(evidence.get("recorder").get("type").asText()).startsWith("video/webm");
    assertThat(evidence.get("frames").get("count").asInt()).isGreaterThan(1);
    assertThat(evidence.get("frames").get("mean_ms").asDouble()).isPositive();
    assertThat(evidence.get("parts").asInt()).isEqualTo(1);
    page.reload();
    heading("Thank you. That was all.");
    button("Withdraw my consent").click();
    button("Withdraw my consent").click();
    heading("You have withdrawn your consent");
    check("withdrawn");
  }

  @Test
  void itIsDoneWithTheKeyboardAlone() throws Exception {
    allowCamera();
    String sessionId = begin("{\"video_max_duration\": 5, \"steps\": [\"selfie\", \"video\"]}");

    heading("Before we begin");
    press("Tab", "I agree");
    heading("A photo of your face");
    press("Tab", "Turn on the camera");
    press("", "Take the photo");
    press("", "Use this photo");
    heading("A short video of you");
    press("Tab", "Turn on camera and microphone");
    press("", "Start recording");
    press("", "Send the recording");
    heading("Thank you. That was all.");

    requireWhole(sessionId);
  }

  @Test
  void aLostNetworkLosesNothing() throws Exception {
    allowCamera();
    String sessionId = begin("{\"video_max_duration\": 8, \"steps\": [\"video\"]}");
    record();
    Await.until("a first chunk is there", () -> chunks(sessionId) > 0);
    context.setOffline(true);
    assertThat(page.getByText("No connection. We keep trying")).isVisible();
    button("Send the recording").click();
    check("offline");
    assertThat(client.get("/v1/sessions/" + sessionId).text("status")).isEqualTo("in_progress");

    context.setOffline(false);

    heading("Thank you. That was all.");
    requireWhole(sessionId);
  }

  @Test
  void atMostThreeSlicesAreOnTheirWayAndEachIsTriedAgainLater() throws Exception {
    allowCamera();
    page.clock().install();
    String sessionId = begin("{\"steps\": [\"video\"]}");
    List<String> tried = new CopyOnWriteArrayList<>();
    page.route(
        "**/video/chunks/*",
        route -> {
          tried.add(route.request().url().replaceAll(".*/|[?].*", ""));
          route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("{}"));
        });
    button("I agree").click();
    button("Turn on camera and microphone").click();
    button("Start recording").waitFor();
    page.clock().pauseAt(System.currentTimeMillis() + 60_000);
    button("Start recording").click();
    Await.until("five slices are recorded", () -> slices() >= 5);
    assertThat(tried).containsExactlyInAnyOrder("0", "1", "2");

    page.clock().runFor(1);
    Await.until("each is tried again at once", () -> seen(tried) == 6);
    page.clock().runFor(498);
    assertThat(seen(tried)).isEqualTo(6);
    page.clock().runFor(1_002);
    Await.until("and again after half a second to one and a half", () -> seen(tried) == 9);
    // The first of them was tried after half a second, and waits for one and a half at least.
    page.clock().runFor(498);
    assertThat(seen(tried)).isEqualTo(9);
    assertThat(tried).containsOnly("0", "1", "2");

    page.unroute("**/video/chunks/*");
    page.clock().runFor(8_000);
    Await.until("all are there", () -> chunks(sessionId) >= 5);
  }

  /** How often slices were tried, once the page has done what it had to do. */
  private int seen(List<String> tried) {
    page.evaluate("() => 0");
    return tried.size();
  }

  /** Slices that the page keeps until they are acknowledged. */
  private int slices() {
    return (int)
        page.evaluate(
            """
            () => new Promise((settle) => {
              const open = indexedDB.open('verilock-vkyc');
              open.onsuccess = () => {
                const count = open.result.transaction('slices').objectStore('slices').count();
                count.onsuccess = () => { open.result.close(); settle(count.result); };
              };
            })""");
  }

  @Test
  void aRecorderThatGivesNothingIsToldAndTriedAgain() throws Exception {
    page.addInitScript(
        """
        const real = Object.getOwnPropertyDescriptor(MediaRecorder.prototype, 'ondataavailable');
        let recorders = 0;
        Object.defineProperty(MediaRecorder.prototype, 'ondataavailable', {
          configurable: true,
          set(listener) { if (recorders++ > 0) real.set.call(this, listener); },
        });
        """);
    allowCamera();
    String sessionId = begin("{\"video_max_duration\": 8, \"steps\": [\"video\"]}");
    record();

    assertThat(page.getByRole(AriaRole.ALERT)).containsText("The recording stopped.");
    assertThat(chunks(sessionId)).isZero();
    button("Try again").click();
    button("Start recording").click();
    button("Send the recording").click();

    heading("Thank you. That was all.");
    requireWhole(sessionId);
    assertThat(evidence(sessionId).get("parts").asInt()).isEqualTo(1);
  }

  @Test
  void aReloadGoesOnWithTheSameRecording() throws Exception {
    allowCamera();
    String sessionId = begin("{\"video_max_duration\": 8, \"steps\": [\"video\"]}");
    record();
    Await.until("two chunks are there", () -> chunks(sessionId) > 1);
    page.onDialog(dialog -> dialog.accept());
    page.reload();

    assertThat(page.getByText("Your recording was interrupted.")).isVisible();
    check("interrupted");
    button("Turn on camera and microphone").click();
    button("Go on recording").click();
    button("Send the recording").click();
    heading("Thank you. That was all.");

    requireWhole(sessionId);
    assertThat(evidence(sessionId).get("parts").asInt()).isEqualTo(2);
  }

  @Test
  void whatWasRecordedIsSentAfterAReload() throws Exception {
    allowCamera();
    String sessionId = begin("{\"video_max_duration\": 5, \"steps\": [\"video\"]}");
    record();
    Await.until("a first chunk is there", () -> chunks(sessionId) > 0);
    context.setOffline(true);
    button("Send the recording").waitFor();
    page.onDialog(dialog -> dialog.accept());
    context.setOffline(false);
    page.reload();

    assertThat(page.getByText("Send it now.")).isVisible();
    button("Send the recording").click();
    heading("Thank you. That was all.");

    requireWhole(sessionId);
  }

  @Test
  void aPersonRecordsAgainOnceAndTheLastTakeCounts() throws Exception {
    allowCamera();
    String sessionId =
        begin("{\"video_max_duration\": 5, \"video_takes\": 2, \"steps\": [\"video\"]}");
    record();
    button("Send the recording").waitFor();
    check("video-saved-again");
    button("Record again (1 left)").click();
    button("Start recording").waitFor();
    assertThat(chunks(sessionId)).isZero();
    page.reload();
    button("Turn on camera and microphone").click();
    button("Start recording").click();
    button("Send the recording").waitFor();
    assertThat(page.getByText("Record again")).isHidden();
    button("Send the recording").click();
    heading("Thank you. That was all.");

    requireWhole(sessionId, 2);
    assertThat(evidence(sessionId).get("parts").asInt()).isEqualTo(1);
  }

  @Test
  void whatWasBegunElsewhereIsRecordedAgainHere() throws Exception {
    allowCamera();
    Reply created = client.session("{\"video_takes\": 2, \"steps\": [\"video\"]}");
    assertThat(client.person(created).chunk(created.text("session_id"), 0, MATROSKA).status())
        .isEqualTo(201);
    page.navigate(created.text("url"));
    assertThat(page.getByText("You began to record in another browser")).isVisible();
    check("video-elsewhere");

    button("Record again (1 left)").click();

    button("Start recording").waitFor();
    assertThat(client.get("/v1/sessions/" + created.text("session_id")).json().get("take").asInt())
        .isEqualTo(2);
  }

  @Test
  void aRefusedCameraIsToldAndCanBeAllowed() throws Exception {
    begin("{\"video_max_duration\": 5, \"steps\": [\"video\"]}");
    button("I agree").click();
    button("Turn on camera and microphone").click();
    requireTrouble("camera_refused");
    check("camera-refused");

    allowCamera();
    button("Try again").click();

    button("Start recording").waitFor();
  }

  @Test
  void aBrowserThatCannotRecordIsTold() throws Exception {
    page.addInitScript("delete window.MediaRecorder");
    begin("{}");

    requireTrouble("browser_unsupported");
  }

  @Test
  void aLinkThatOpensNothingIsTold() throws Exception {
    page.navigate(running.gateway().address() + "/r#ut_nobodys");
    requireTrouble("link_invalid");
    check("link-invalid");

    page.navigate(running.gateway().address() + "/r");
    requireTrouble("link_invalid");

    Reply created = client.session("{}");
    client.post("/v1/sessions/%s/cancel".formatted(created.text("session_id")), "");
    page.navigate(created.text("url"));
    requireTrouble("link_invalid");
  }

  @Test
  void anotherTabIsSentBackToTheFirst() throws Exception {
    Reply created = client.session("{\"steps\": [\"video\"]}");
    page.navigate(created.text("url"));
    heading("Before we begin");
    Page second = context.newPage();
    second.navigate(created.text("url"));

    assertThat(second.locator(".trouble[data-code=other_tab]")).isVisible();
  }

  @Test
  void aDocumentCanBeChosenAndWhatIsNoneIsRefused() throws Exception {
    String sessionId = begin("{}");
    button("I agree").click();
    Path text = Files.writeString(PICTURES.resolve("no-picture.jpg"), "no picture");
    Locator choose = page.locator("input[type=file]");
    choose.setInputFiles(text);
    button("Use this photo").click();
    requireTrouble("picture_refused");

    assertThat(photos(sessionId)).isEmpty();
  }

  @Test
  void aPhotoThatTheBrowserCannotShowIsSentAllTheSame() throws Exception {
    String sessionId = begin("{}");
    button("I agree").click();
    byte[] start = "\0\0\0\u0018ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1);
    page.locator("input[type=file]")
        .setInputFiles(Files.write(PICTURES.resolve("IMG_1.heic"), start));

    assertThat(page.locator(".file-name")).hasText("IMG_1.heic");
    button("Use this photo").click();
    heading("A photo of your face");

    assertThat(photos(sessionId)).hasSize(1);
  }

  @Test
  void thePromptsAreInTheSessionsLanguage() throws Exception {
    page.setViewportSize(1280, 800);
    begin("{\"video_language\": \"de\", \"steps\": [\"video\"]}");

    heading("Bevor wir beginnen");
    check("consent-desktop-de");
    button("Ich bin einverstanden").click();
    heading("Ein kurzes Video von Ihnen");
    assertThat(page.locator("html")).hasAttribute("lang", "de");
    assertThat(page.getByText("Nennen Sie Ihren vollen Namen und das heutige Datum.")).isVisible();
  }

  @Test
  void whereThePersonIsSentIsOffered() throws Exception {
    allowCamera();
    begin(
        "{\"video_max_duration\": 5, \"steps\": [\"video\"],"
            + " \"redirect_url\": \"https://bank.example/done?a=1&b=%3Cb%3E\"}");
    record();
    button("Send the recording").click();

    assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Go on")))
        .hasAttribute("href", "https://bank.example/done?a=1&b=%3Cb%3E");
  }

  @Test
  void consentIsToTheCompanysWordsAndCanBeTakenBack() throws Exception {
    allowCamera();
    String words = "We record <b>you</b>.\n\n<script>alert(1)</script>";
    client.json(
        "PUT",
        "/v1/consent-texts/en",
        "{\"text\": %s}".formatted(TextNode.valueOf(words)),
        Map.of());
    String sessionId = begin("{\"video_max_duration\": 8, \"steps\": [\"video\"]}");
    assertThat(page.getByText("We record <b>you</b>.")).isVisible();
    assertThat(page.getByText("<script>alert(1)</script>")).isVisible();
    String path = "/v1/sessions/%s/consent".formatted(sessionId);
    assertThat(client.get(path).json().get("given").isNull()).isTrue();
    record();
    Await.until("a first chunk is there", () -> chunks(sessionId) > 0);
    assertThat(client.get(path).text("text")).isEqualTo(words);

    button("Withdraw my consent").click();
    check("withdraw");
    button("Do not withdraw").click();
    button("Withdraw my consent").click();
    button("Withdraw my consent").click();

    heading("You have withdrawn your consent");
    assertThat(client.get("/v1/sessions/" + sessionId).text("status")).isEqualTo("cancelled");
    assertThat(client.get(path).json().get("withdrawn").get("by").asText())
        .isEqualTo("upload_token");
    page.reload();
    requireTrouble("link_invalid");
  }

  @Test
  void whatTheRunningScoresFindIsSaidInWords() throws Exception {
    allowCamera();
    String sessionId = begin("{\"video_max_duration\": 60, \"steps\": [\"video\"]}");
    record();
    LiveScore.Builder score =
        LiveScore.newBuilder()
            .setSessionId(sessionId)
            .setSecond(1)
            .setPresentationTimeMs(1_000L)
            .setFrames(5)
            .setFaceFrames(0)
            .setFaces(0);
    running.scored(score.build());
    assertThat(page.locator(".hint")).hasText("We cannot see your face. Move into the oval.");
    check("video-hint");
    running.scored(score.setFaces(1).setDefect("face_too_small").build());
    assertThat(page.locator(".hint")).hasText("Come closer.");
    running.scored(score.setDefect("a_later_one").build());
    assertThat(page.locator(".hint")).isEmpty();
  }

  @Test
  void aChallengeIsShownWhenItsTimeComesAndIsRecordedToItsEnd() throws Exception {
    allowCamera();
    page.clock().install();
    JsonNode prompts = challenge("phrase", "head_turns");
    String sessionId = latest();
    button("I agree").click();
    heading("A short video of you");
    assertThat(page.locator("li"))
        .hasText(
            new String[] {
              "Look straight at the camera.",
              "State your full name and today's date.",
              "Say a sentence that we show you.",
              "Turn your head as we say."
            });
    assertThat(page.locator("body")).not().containsText(phrase(prompts));
    check("video-challenge");
    startAtZero(sessionId);

    int now = 0;
    for (JsonNode prompt : prompts) {
      now = goOn(now, prompt.get("from_ms").asInt() + TICK_MS);
      assertThat(page.locator(".prompt")).hasText(words(prompt));
      assertThat(button("Finish")).isDisabled();
      if (prompt.get("kind").asText().equals("phrase")) {
        picture("video-phrase");
      }
      now = goOn(now, prompt.get("to_ms").asInt() - TICK_MS);
      assertThat(page.locator(".prompt")).hasText(words(prompt));
      assertThat(button("Finish")).isDisabled();
    }
    picture("video-turn");
    goOn(now, now + 2 * TICK_MS);
    assertThat(page.locator(".prompt")).hasText("That was all. You can finish now.");
    button("Finish").click();
    button("Send the recording").waitFor();
  }

  @Test
  void aChallengeGoesOnAfterAReloadWhereItWas() throws Exception {
    allowCamera();
    page.clock().install();
    JsonNode prompts = challenge("phrase", "head_turns");
    String sessionId = latest();
    button("I agree").click();
    startAtZero(sessionId);
    goOn(0, 10_000);
    int before = chunks(sessionId);
    Await.until("what was just recorded is there", () -> chunks(sessionId) > before + 1);
    page.onDialog(dialog -> dialog.accept());
    page.reload();

    assertThat(page.getByText("The first 10 seconds are safe")).isVisible();
    assertThat(page.locator("body")).not().containsText(phrase(prompts));
    button("Turn on camera and microphone").click();
    button("Go on recording").click();
    page.clock().runFor(TICK_MS);
    assertThat(page.locator(".prompt")).hasText(words(prompts.get(2)));
    page.clock().runFor(5_000);
    assertThat(page.locator(".prompt")).hasText(words(prompts.get(3)));
    assertThat(button("Finish")).isDisabled();
  }

  @Test
  void aFaceThatTurnsAsItIsAskedToIsNotComplainedOf() throws Exception {
    allowCamera();
    page.clock().install();
    challenge("head_turns");
    String sessionId = latest();
    button("I agree").click();
    startAtZero(sessionId);
    LiveScore.Builder score =
        LiveScore.newBuilder()
            .setSessionId(sessionId)
            .setSecond(1)
            .setPresentationTimeMs(1_000L)
            .setFrames(5)
            .setFaceFrames(5)
            .setFaces(1);
    for (String defect : List.of("face_cut_off", "face_blurred", "face_turned_away")) {
      running.scored(score.setDefect(defect).build());
      assertThat(page.locator(".hint")).hasText(HINTS.get(defect));
    }

    goOn(0, 8_500 + TICK_MS);
    assertThat(page.locator(".arrow")).isVisible();
    // At once: the gateway forgets by itself, a little later, what it has found.
    assertThat(page.locator(".hint").textContent()).isBlank();
    running.scored(score.setDefect("face_too_small").build());
    assertThat(page.locator(".hint")).hasText("Come closer.");
  }

  @Test
  void whatPeopleLeftBehindIsForgottenWhenItsSessionHasExpired() throws Exception {
    begin("{\"steps\": [\"video\"]}");
    heading("Before we begin");
    String database =
        """
        async (work) => {
          const opened = indexedDB.open('verilock-vkyc', 1);
          const database = await new Promise(done => { opened.onsuccess = () => done(opened.result); });
          const transaction = database.transaction(['slices', 'recordings'], 'readwrite');
          const slices = transaction.objectStore('slices');
          const recordings = transaction.objectStore('recordings');
          if (work === 'put') {
            for (const [id, time] of [['old', '2020-01-01T00:00:00Z'], ['new', '2999-01-01T00:00:00Z']]) {
              recordings.put({ sessionId: id, expiresAt: time });
              slices.put(new ArrayBuffer(1), [id, 0]);
            }
          }
          const keys = [recordings.getAllKeys(), slices.getAllKeys()];
          await new Promise(done => { transaction.oncomplete = done; });
          database.close();
          return JSON.stringify(keys.map(key => key.result));
        }""";
    page.evaluate(database, "put");
    page.reload();
    heading("Before we begin");

    assertThat(page.evaluate(database, "look")).isEqualTo("[[\"new\"],[[\"new\",0]]]");
  }

  /** Opens a new session that asks for something at random; what it asks for. */
  private JsonNode challenge(String... parts) throws Exception {
    Reply created =
        client.session(
            "{\"steps\": [\"video\"], \"challenge\": [\"%s\"]}"
                .formatted(String.join("\", \"", parts)));
    page.navigate(created.text("url"));
    return created.json().get("prompts");
  }

  /** Starts to record while the page's clock stands still, so that it is known what it shows. */
  private void startAtZero(String sessionId) throws Exception {
    button("Turn on camera and microphone").click();
    button("Start recording").waitFor();
    page.clock().pauseAt(System.currentTimeMillis() + 60_000);
    button("Start recording").click();
    button("Finish").waitFor();
    // The page takes it for a fault where its clock goes on and the recorder gave nothing.
    Await.until("a first chunk is there", () -> chunks(sessionId) > 0);
  }

  /** Lets the page's clock go from one time to another. */
  private int goOn(int from, int to) {
    page.clock().runFor(to - from);
    return to;
  }

  private static String phrase(JsonNode prompts) {
    return prompts.get(2).get("text").asText();
  }

  /** What the page says at a prompt. */
  private static String words(JsonNode prompt) {
    return switch (prompt.get("kind").asText()) {
      case "look" -> "Look straight at the camera.";
      case "statement" -> "State your full name and today's date.";
      case "phrase" -> "Say: “%s”".formatted(prompt.get("text").asText());
      case "turn_left" -> "← Turn your head to your left, then look straight again.";
      case "turn_right" -> "→ Turn your head to your right, then look straight again.";
      default -> "↑ Tilt your head up, then look straight again.";
    };
  }

  private void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
  }

  private void allowCamera() {
    context.grantPermissions(List.of("camera", "microphone"));
  }

  /** Opens a new session's link. */
  private String begin(String session) throws Exception {
    Reply created = client.session(session);
    page.navigate(created.text("url"));
    return created.text("session_id");
  }

  private void record() {
    button("I agree").click();
    button("Turn on camera and microphone").click();
    button("Start recording").click();
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private void heading(String text) {
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
        .hasText(text);
  }

  /** Presses what has the focus, once it is what is meant. */
  private void press(String before, String name) {
    button(name).waitFor();
    if (!before.isEmpty()) {
      assertThat(page.locator("h1")).isFocused();
      page.keyboard().press(before);
    }
    assertThat(button(name)).isFocused();
    page.keyboard().press("Enter");
  }

  private void requireTrouble(String code) {
    assertThat(page.locator(".trouble")).hasAttribute("data-code", code);
  }

  private void check(String name) throws Exception {
    PageCheck.look(page, PICTURES.resolve(name + ".png"));
  }

  /** The session that was made last. */
  private String latest() throws Exception {
    return client.get("/v1/sessions").json().at("/data/0/session_id").asText();
  }

  private int chunks(String sessionId) throws Exception {
    return client.get("/v1/sessions/" + sessionId).json().get("chunks_received").asInt();
  }

  private JsonNode evidence(String sessionId) throws Exception {
    Reply kept = client.get("/v1/sessions/%s/video/capture".formatted(sessionId));
    return kept.json().get("evidence");
  }

  private List<String> photos(String sessionId) throws Exception {
    List<String> kinds = new ArrayList<>();
    for (Photo photo : TopicContents.decoded(running.kafka().bootstrapServers(), Topics.PHOTOS)) {
      if (photo.getSessionId().equals(sessionId)) {
        kinds.add(photo.getKind().name());
      }
    }
    return kinds;
  }

  /** The recording is in Kafka, every piece once, and begins as a file of its kind. */
  private void requireWhole(String sessionId) throws Exception {
    requireWhole(sessionId, 1);
  }

  private void requireWhole(String sessionId, int take) throws Exception {
    List<VideoChunk> chunks =
        TopicContents.decoded(running.kafka().bootstrapServers(), Topics.CHUNKS).stream()
            .filter(chunk -> chunk.getSessionId().equals(sessionId) && chunk.getTake() == take)
            .sorted(Comparator.comparing(VideoChunk::getSequence))
            .toList();
    assertThat(chunks.size()).isGreaterThan(3);
    for (int i = 0; i < chunks.size(); i++) {
      assertThat(chunks.get(i).getSequence()).isEqualTo(i);
      assertThat(chunks.get(i).getLast()).isEqualTo(i == chunks.size() - 1);
    }
    // A busy browser may give the recording's first byte as a slice of its own.
    ByteArrayOutputStream recording = new ByteArrayOutputStream();
    for (VideoChunk chunk : chunks) {
      byte[] slice = new byte[chunk.getData().remaining()];
      chunk.getData().duplicate().get(slice);
      recording.writeBytes(slice);
    }
    assertThat(recording.toByteArray()).startsWith(MATROSKA);
  }
}
