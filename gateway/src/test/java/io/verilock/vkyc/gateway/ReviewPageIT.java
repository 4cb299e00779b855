package io.verilock.vkyc.gateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.verilock.vkyc.client.ObjectAccess;
import io.verilock.vkyc.client.topics.TopicWriter;
import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.gateway.access.Scope;
import io.verilock.vkyc.recordings.RecordingSettings.Layout;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import io.verilock.vkyc.schemas.ObjectReference;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.Review;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.TimelineSecond;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.TranscriptPiece;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.Browser;
import io.verilock.vkyc.testing.ColourFiles;
import io.verilock.vkyc.testing.Colours;
import io.verilock.vkyc.testing.TopicContents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The page on which people decide sessions, as they see it: a real gateway, a real browser. */
@ExtendWith(Shared.class)
class ReviewPageIT {
  private static final Path PICTURES = Path.of("target", "review-page");
  private static final String BUCKET = "vkyc-recordings";
  private static final String MARKUP = "<img src=x onerror=alert(1)>";

  @TempDir static Path folder;
  private static Browser browser;
  private static byte[] clip;
  private static byte[] photo;

  private final List<String> complaints = new ArrayList<>();
  private final List<BrowserContext> contexts = new ArrayList<>();
  private Running running;
  private String tenant;
  private Client admin;

  @BeforeAll
  static void startBrowser() throws Exception {
    Path program = Browser.program().orElse(null);
    assumeTrue(program != null, "no Chromium is installed: the page is not tried in a browser");
    browser = Browser.start(program);
    clip =
        Files.readAllBytes(
            ColourFiles.clip(folder.resolve("clip.webm"), Colours.RED, Layout.WEBM_FILE));
    photo = Files.readAllBytes(ColourFiles.photo(folder.resolve("photo.png"), Colours.RED));
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
  void newTenant(Running shared) {
    running = shared;
    tenant = shared.tenant("enterprise");
    admin = new Client(shared.gateway().address(), shared.key(tenant, Scope.values()));
  }

  @AfterEach
  void close() {
    contexts.forEach(BrowserContext::close);
    assertThat(complaints).isEmpty();
  }

  @Test
  void aReviewersDayByKeyboardAlone() throws Exception {
    List<String> sessions = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      sessions.add(waiting("person " + i, i));
    }
    Page page = signIn("Ada");
    heading(page, "10 waiting for a decision");
    look(page, "queue");
    page.keyboard().press("t");
    for (int i = 0; i < 10; i++) {
      heading(page, "person " + i);
      if (i == 0) {
        assertThat(page.locator("h1")).isFocused();
        look(page, "case");
        seeks(page);
      }
      page.keyboard().press(i % 2 == 0 ? "a" : "d");
      assertThat(page.locator("textarea")).isFocused();
      page.keyboard().type("looked at number " + i);
      page.keyboard().press("Control+Enter");
    }
    heading(page, "0 waiting for a decision");
    assertThat(page.locator(".said")).containsText("Nothing else waits for you.");

    Await.until("all decisions are told", () -> decisions().size() == 10);
    List<Review> decisions = decisions();
    assertThat(decisions).extracting(Review::getSessionId).containsExactlyElementsOf(sessions);
    for (int i = 0; i < 10; i++) {
      assertThat(decisions.get(i).getResult())
          .isEqualTo(i % 2 == 0 ? Outcome.approved : Outcome.declined);
      assertThat(decisions.get(i).getNotes()).isEqualTo("looked at number " + i);
      assertThat(decisions.get(i).getReviewerId()).startsWith("staff_");
    }
    assertThat(
            admin
                .get("/v1/audit?limit=100&action=getReviewCase")
                .json()
                .get("data")
                .findValues("id"))
        .hasSizeGreaterThanOrEqualTo(10);
  }

  @Test
  void onASmallScreenNothingIsOutOfReach() throws Exception {
    waiting("person", 1);
    Page page = signIn("Ada", 390, 844);
    button(page, "Take the next").click();
    heading(page, "person");
    look(page, "case-phone");
    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
  }

  @Test
  void oneLooksAtASessionAtATimeAndGivesItBackWhenLeaving() throws Exception {
    String first = waiting("first", 1);
    waiting("second", 2);
    Page ada = signIn("Ada");
    button(ada, "Take the next").click();
    heading(ada, "first");

    Page bob = signIn("Bob");
    button(bob, first).click();
    assertThat(bob.locator(".said")).containsText("Somebody else is looking at that session");
    button(bob, "Take the next").click();
    heading(bob, "second");
    button(bob, "Queue").click();
    ada.close();
    Await.until(
        "the first is given back",
        () -> admin.get("/v1/reviews/queue").json().at("/data/0/claimed_by").isNull());
    button(bob, "Take the next").click();
    heading(bob, "first");
    button(bob, "Put aside").click();
    heading(bob, "second");
  }

  @Test
  void aDecisionOfTwoPeople() throws Exception {
    assertThat(admin.json("PATCH", "/v1/settings", "{\"four_eyes\": true}", Map.of()).status())
        .isEqualTo(200);
    String sessionId = waiting("person", 1);
    Page ada = signIn("Ada");
    button(ada, "Take the next").click();
    assertThat(ada.getByText("This decision takes two people")).isVisible();
    decide(ada, "Approve", "I think so");
    assertThat(ada.locator(".said")).containsText("proposed to be approved");
    assertThat(ada.locator(".said")).containsText("Nothing else waits for you.");

    Page bob = signIn("Bob");
    button(bob, "Take the next").click();
    assertThat(bob.locator(".decision .note")).containsText("approved");
    assertThat(bob.locator(".decision .note")).containsText("I think so");
    look(bob, "proposal");
    decide(bob, "Approve", "So do I");
    assertThat(bob.locator(".said")).containsText(sessionId + " is approved");
    Await.until("the decision is told", () -> decisions().size() == 1);
  }

  @Test
  void whatChangedMeanwhileIsLookedAtAgain() throws Exception {
    String sessionId = waiting("person", 1);
    Page page = signIn("Ada");
    button(page, "Take the next").click();
    heading(page, "person");
    jobs(result(sessionId, 4, 1));
    Await.until(
        "the result is another one",
        () -> admin.get("/v1/sessions/" + sessionId + "/video").json().get("version").asInt() == 4);

    decide(page, "Decline", "");
    assertThat(page.locator(".trouble")).hasAttribute("data-code", "evidence_changed");
    decide(page, "Decline", "");
    assertThat(page.locator(".said")).containsText("declined");
  }

  @Test
  void aLostNetworkIsToldAndForgottenWhenItIsBack() throws Exception {
    Page page = signIn("Ada");
    heading(page, "0 waiting for a decision");
    page.context().setOffline(true);
    assertThat(page.locator(".trouble")).hasAttribute("data-code", "offline");
    waiting("person", 1);
    page.context().setOffline(false);
    heading(page, "1 waiting for a decision");
    assertThat(page.locator(".trouble")).hasCount(0);
  }

  @Test
  void textOfSessionsIsShownAsText() throws Exception {
    waiting(MARKUP, 1);
    Page page = signIn(MARKUP);
    assertThat(page.locator(".who")).containsText(MARKUP);
    assertThat(page.locator("td").first()).hasText(MARKUP);
    button(page, "Take the next").click();
    heading(page, MARKUP);
    assertThat(page.locator("dd", new Page.LocatorOptions().setHasText(MARKUP)).first())
        .isVisible();
  }

  @Test
  void whatThePersonWasAskedForIsAmongTheFacts() throws Exception {
    String sessionId = waiting("person", 1, "phrase", "head_turns");
    JsonNode prompts = admin.get("/v1/sessions/" + sessionId).json().get("prompts");
    Page page = signIn("Ada");
    button(page, "Take the next").click();
    heading(page, "person");

    Map<String, String> turns =
        Map.of("turn_left", "turn left", "turn_right", "turn right", "turn_up", "look up");
    StringBuilder asked = new StringBuilder("name and date");
    asked.append(", the sentence “%s”".formatted(prompts.get(2).get("text").asText()));
    for (int i = 3; i < prompts.size(); i++) {
      asked.append(", ").append(turns.get(prompts.get(i).get("kind").asText()));
    }
    assertThat(
            page.locator("dt", new Page.LocatorOptions().setHasText("Asked for")).locator("+ dd"))
        .hasText(asked.toString());
    look(page, "case-challenge");
  }

  @Test
  void whoHasNotSignedInIsToldHow() throws Exception {
    Page page = open(1280, 800);
    page.navigate(running.gateway().address() + "/review");
    heading(page, "You are not signed in");
    look(page, "not-signed-in");
    String url =
        admin.post("/v1/staff", "{\"name\": \"A\", \"role\": \"reviewer\"}").text("sign_in_url");
    page.navigate(url);
    heading(page, "0 waiting for a decision");
    assertThat(page).hasURL(running.gateway().address() + "/review");
    button(page, "Sign out").click();
    heading(page, "You are not signed in");
    page.navigate(url);
    assertThat(page.locator(".trouble")).hasAttribute("data-code", "sign_in_link_invalid");
  }

  /** The recording can be jumped in, by key, by the timeline's slider and by what was found. */
  private static void seeks(Page page) {
    Locator video = page.locator("video.recording");
    page.keyboard().press("ArrowRight");
    assertThat(page.locator(".legend .clock")).containsText("0:01 /");
    assertThat(at(video)).isEqualTo(1.0);
    button(page, "0:02 More than one face").click();
    assertThat(at(video)).isEqualTo(2.0);
    assertThat(page.locator(".words")).containsText("Speech that was not recognised");
    button(page, "0:00 “My name is <b>Anna</b>.”").click();
    assertThat(at(video)).isEqualTo(0.2);
    page.locator("h1").focus();
  }

  /** Where a video is, once it is there. */
  private static double at(Locator video) {
    Object seconds =
        video.evaluate(
            "async video => { while (video.seeking) await new Promise(requestAnimationFrame);"
                + " return video.currentTime; }");
    return ((Number) seconds).doubleValue();
  }

  private static void decide(Page page, String decision, String notes) {
    page.locator(".decision button[aria-pressed]", new Page.LocatorOptions().setHasText(decision))
        .click();
    page.locator("textarea").fill(notes);
    page.locator(".decision button[type=submit]").click();
  }

  private Page signIn(String name) throws Exception {
    return signIn(name, 1280, 900);
  }

  private Page signIn(String name, int width, int height) throws Exception {
    String staff =
        JsonNodeFactory.instance.objectNode().put("name", name).put("role", "reviewer").toString();
    Page page = open(width, height);
    page.navigate(admin.post("/v1/staff", staff).text("sign_in_url"));
    return page;
  }

  private Page open(int width, int height) {
    Page page = PageCheck.open(browser, width, height, complaints);
    contexts.add(page.context());
    return page;
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private static void heading(Page page, String text) {
    assertThat(page.locator("h1")).hasText(text);
  }

  private static void look(Page page, String name) throws Exception {
    PageCheck.look(page, PICTURES.resolve(name + ".png"));
  }

  private List<Review> decisions() throws Exception {
    List<String> own = new ArrayList<>();
    admin
        .get("/v1/sessions?limit=100")
        .json()
        .get("data")
        .forEach(session -> own.add(session.get("session_id").asText()));
    return TopicContents.decoded(running.kafka().bootstrapServers(), Topics.REVIEWS).stream()
        .filter(review -> own.contains(review.getSessionId()))
        .sorted(Comparator.comparing(Review::getReviewedAt))
        .toList();
  }

  /** A new session that waits for a decision, since so many seconds into the year. */
  private String waiting(String externalId, int second, String... challenge) throws Exception {
    ObjectNode session = JsonNodeFactory.instance.objectNode().put("external_id", externalId);
    session.putObject("metadata").put("note", externalId);
    List.of(challenge).forEach(session.putArray("challenge")::add);
    String sessionId = admin.session(session.toString()).text("session_id");
    try (S3Client store = ObjectAccess.client(running.settings().objectStore())) {
      put(store, sessionId + "/review", clip);
      put(store, sessionId + "/selfie", photo);
    }
    jobs(result(sessionId, 3, second));
    Await.until(
        "the result is there",
        () -> admin.get("/v1/sessions/" + sessionId + "/video").json().get("version").asInt() == 3);
    return sessionId;
  }

  private static void put(S3Client store, String name, byte[] bytes) {
    store.putObject(
        put -> put.bucket(BUCKET).key("sessions/" + name), RequestBody.fromBytes(bytes));
  }

  private void jobs(VideoResult result) throws Exception {
    try (TopicWriter topics = new TopicWriter(running.kafka().bootstrapServers())) {
      topics.write(Topics.RESULTS, result);
      topics.flush();
    }
  }

  private VideoResult result(String sessionId, int version, int second) {
    List<TimelineSecond> timeline = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      timeline.add(
          new TimelineSecond(
              1000L * i,
              5,
              i == 3 ? 0 : 5,
              i == 2 ? 2 : 1,
              i == 3 ? null : 55.0 - 4 * i,
              i == 3 ? null : 90.0,
              i == 3 ? null : 80.0,
              i == 1 ? List.of("face_blurred") : List.of()));
    }
    return VideoResult.newBuilder()
        .setSessionId(sessionId)
        .setTenantId(tenant)
        .setVideoMode(VideoMode.self_record)
        .setStatus(SessionStatus.completed)
        .setResult(Outcome.needs_review)
        .setReasons(List.of("selfie_match_uncertain", "multiple_faces"))
        .setChecks(
            List.of(
                new Check(
                    "match_selfie",
                    CheckStatus.uncertain,
                    51.0,
                    List.of("selfie_match_uncertain"),
                    Map.of(),
                    null),
                new Check("passive_liveness", CheckStatus.passed, 90.0, List.of(), Map.of(), null),
                new Check(
                    "quality",
                    CheckStatus.failed,
                    40.0,
                    List.of("multiple_faces"),
                    Map.of(),
                    null)))
        .setTimeline(timeline)
        .setTranscript("My name is <b>Anna</b>.")
        .setTranscriptPieces(
            List.of(
                new TranscriptPiece(200L, 1_100L, "My name is <b>Anna</b>.", 0.93),
                new TranscriptPiece(2_400L, 3_000L, null, 0.31)))
        .setBestFrameMs(1_000L)
        .setDurationSeconds(4)
        .setRecording(object(sessionId, "recording"))
        .setReviewCopy(object(sessionId, "review"))
        .setAnalysedAt(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second))
        .setVersion(version)
        .build();
  }

  private static ObjectReference object(String sessionId, String name) {
    String uri = "s3a://%s/sessions/%s/%s".formatted(BUCKET, sessionId, name);
    return new ObjectReference(uri, (long) clip.length, "ab");
  }
}
