package io.verilock.vkyc.gateway;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.verilock.vkyc.client.topics.TopicWriter;
import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.gateway.access.Scope;
import io.verilock.vkyc.schemas.LiveScore;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.Review;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.Topic;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoChunk;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.Browser;
import io.verilock.vkyc.testing.TopicContents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A call as both sides see it: a person's page and an agent's, a real gateway between them. */
@ExtendWith(Shared.class)
class CallPageIT {
  private static final Path PICTURES = Path.of("target", "call-page");
  private static final String FLOWS = "Picture and sound flow.";

  /** Lets connections of a page go through relays alone, and keeps them. */
  private static final String RELAY_ONLY =
      """
      const Real = RTCPeerConnection;
      window.connections = [];
      window.RTCPeerConnection = function (settings) {
        const made = new Real({ ...settings, iceTransportPolicy: 'relay' });
        window.connections.push(made);
        return made;
      };
      """;

  /** The kind of the address that the latest connection of a page goes by. */
  private static final String CANDIDATE =
      """
      async () => {
        const stats = [...(await window.connections.at(-1).getStats()).values()];
        const pair = stats.find((one) => one.type === 'candidate-pair' && one.nominated);
        return stats.find((one) => one.id === pair.localCandidateId).candidateType;
      }
      """;

  private static final String KEEP_CAMERAS =
      """
      window.cameras = [];
      const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async (asked) => {
        const stream = await open(asked);
        window.cameras.push(...stream.getVideoTracks());
        return stream;
      };
      """;

  private static final String CAMERAS_ON =
      "window.cameras.filter((track) => track.readyState === 'live').length";

  @TempDir static Path folder;
  private static Browser browser;

  private final List<String> complaints = new ArrayList<>();
  private final List<BrowserContext> contexts = new ArrayList<>();
  private Running running;
  private String tenant;
  private Client admin;
  private String agentId;

  @BeforeAll
  static void startBrowser() throws Exception {
    Path program = Browser.program().orElse(null);
    assumeTrue(program != null, "no Chromium is installed: the pages are not tried in a browser");
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
  void aCallFromTheLinkToTheDecision() throws Exception {
    set("agent_script", "[\"Where do you live?\"]");
    Page agent = agent("Ada");
    Reply session = session("\"document\", \"video\"");
    String sessionId = session.text("session_id");
    Page person = person(session);
    button(person, "Turn on the camera").click();
    button(person, "Take the photo").click();
    button(person, "Use this photo").click();

    heading(person, "Your video call");
    button(person, "Call an agent").click();
    assertThat(person.getByText("No agent who speaks your language")).isVisible();
    look(person, "nobody");
    heading(agent, "Off duty");
    look(agent, "off-duty");
    agent.keyboard().press("d");
    heading(agent, "On duty");
    button(person, "Call again").click();
    heading(agent, "A call rings");
    look(agent, "rings");
    look(person, "queue");
    agent.keyboard().press("t");
    heading(agent, sessionId);
    assertThat(agent.locator(".standing")).hasText(FLOWS);
    assertThat(person.locator(".prompt")).hasText("You are talking with an agent.");
    sees(agent, "video.person");
    sees(person, "video.agent");

    tell(
        Topics.LIVE_SCORES,
        LiveScore.newBuilder()
            .setSessionId(sessionId)
            .setSecond(3)
            .setPresentationTimeMs(2_900)
            .setFrames(15)
            .setFaceFrames(14)
            .setFaces(1)
            .setFaceMatchScore(92.4)
            .setLivenessScore(97.0)
            .setDefect("face_too_dark")
            .build());
    assertThat(agent.locator(".scores")).containsText("Match 92");
    assertThat(agent.locator(".warnings")).hasText("Much of the face is black.");
    agent.keyboard().press("2");
    assertThat(person.locator(".prompt")).containsText("Hold your document into the picture");
    look(person, "call-of-person");
    look(agent, "call");
    agent.keyboard().press("3");
    assertThat(agent.locator("vkyc-call .said")).containsText("The still is kept");
    assertThat(photos(sessionId)).isEqualTo(2);
    agent.waitForFunction("document.querySelector('.shown img')?.naturalWidth > 0");
    agent.getByLabel("Where do you live?").check();
    agent.keyboard().press("Tab");
    assertThat(agent.locator("textarea")).isFocused();
    agent.keyboard().type("Moved in May.");
    Await.until("something is recorded", () -> chunks(sessionId).size() > 2);
    agent.keyboard().press("Control+Enter");

    heading(person, "Thank you. That was all.");
    heading(agent, "After the call");
    assertThat(agent.locator("textarea")).hasValue("Moved in May.");
    requireWhole(sessionId);
    button(agent, "Approve").click();
    assertThat(agent.locator(".trouble")).hasAttribute("data-code", "session_not_reviewable");
    tell(Topics.RESULTS, result(sessionId));
    assertThat(agent.getByText("The recording is analysed.")).isVisible();
    look(agent, "after");
    assertThat(agent.locator("dd", new Page.LocatorOptions().setHasText("Where do you live?")))
        .isVisible();
    agent.locator("h1").focus();
    agent.keyboard().press("a");
    assertThat(button(agent, "Approve")).isFocused();
    agent.keyboard().press("Enter");
    assertThat(agent.locator(".said")).hasText(sessionId + " is approved.");
    heading(agent, "On duty");

    Await.until("the decision is told", () -> decisions(sessionId).size() == 1);
    Review decision = decisions(sessionId).get(0);
    assertThat(decision.getAgentId()).isEqualTo(agentId);
    assertThat(decision.getNotes()).isEqualTo("Moved in May.");
  }

  @Test
  void aCallSurvivesAReloadOfEitherSideALostNetworkAndAGatewayThatAils() throws Exception {
    Page agent = agent("Ada");
    agent.keyboard().press("d");
    heading(agent, "On duty");
    Reply session = session("\"video\"");
    String sessionId = session.text("session_id");
    Page person = person(session);
    button(person, "Call an agent").click();
    heading(agent, "A call rings");
    agent.keyboard().press("t");
    assertThat(agent.locator(".standing")).hasText(FLOWS);
    Await.until("something is recorded", () -> chunks(sessionId).size() > 1);

    person.onDialog(dialog -> dialog.accept());
    person.reload();
    assertThat(person.locator(".prompt")).hasText("You are talking with an agent.");
    assertThat(agent.locator(".standing")).hasText(FLOWS);
    sees(agent, "video.person");
    agent.reload();
    heading(agent, sessionId);
    assertThat(agent.locator(".standing")).hasText(FLOWS);
    sees(agent, "video.person");
    sees(person, "video.agent");

    agent.route(
        "**/events?*",
        route -> route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("")));
    assertThat(agent.locator(".standing")).containsText("The gateway does not answer.");
    agent.unroute("**/events?*");
    assertThat(agent.locator(".standing")).hasText(FLOWS);
    person.context().setOffline(true);
    assertThat(person.getByText("No connection. We keep trying")).isVisible();
    person.context().setOffline(false);
    int before = chunks(sessionId).size();
    Await.until("the recording goes on", () -> chunks(sessionId).size() > before);
    button(person, "End the call").click();

    heading(person, "Thank you. That was all.");
    heading(agent, "After the call");
    requireWhole(sessionId);
  }

  @Test
  void anAgentWhoClosesTheLidLeavesThePersonToAnother() throws Exception {
    Page ada = agent("Ada");
    ada.keyboard().press("d");
    heading(ada, "On duty");
    Reply session = session("\"video\"");
    String sessionId = session.text("session_id");
    Page person = person(session, KEEP_CAMERAS);
    button(person, "Call an agent").click();
    heading(ada, "A call rings");
    ada.keyboard().press("t");
    assertThat(person.locator(".prompt")).hasText("You are talking with an agent.");
    Await.until("something is recorded", () -> chunks(sessionId).size() > 1);
    String first = agentId;

    ada.context().close();
    pass("caller_seen", "agent_seen_at", 16);
    assertThat(person.locator(".prompt")).containsText("The agent is away for a moment.");
    pass("call_gap", "began_at", 61);
    assertThat(person.getByText("The call was interrupted.")).isVisible();
    assertThat(person.evaluate(CAMERAS_ON)).as("nobody is seen who is in no call").isEqualTo(0);
    Page bob = agent("Bob");
    bob.keyboard().press("d");
    heading(bob, "On duty");
    button(person, "Call again").click();
    heading(bob, "A call rings");
    bob.keyboard().press("t");
    assertThat(bob.locator(".standing")).hasText(FLOWS);
    bob.keyboard().press("Control+Enter");

    heading(person, "Thank you. That was all.");
    requireWhole(sessionId);
    ObjectNode reviewed =
        (ObjectNode) admin.get("/v1/sessions/%s/review".formatted(sessionId)).json();
    assertThat(reviewed.at("/call/agent_id").asText()).isEqualTo(agentId).isNotEqualTo(first);
    assertThat(reviewed.at("/call_gaps/0/who").asText()).isEqualTo("agent");
  }

  @Test
  void aCallGoesThroughARelayAndIsMendedWhenThatBreaks() throws Exception {
    Path program = Relay.program().orElse(null);
    assumeTrue(program != null, "no turnserver (coturn) is installed: a relay is not tried");
    String secret = "shared with this relay";
    try (Relay relay = Relay.start(program, folder, secret);
        Gateway gateway = Gateway.start(with(running.settings(), relay.url(), secret))) {
      admin = new Client(gateway.address(), admin.credential());
      Page agent = agent("Ada", RELAY_ONLY);
      agent.keyboard().press("d");
      heading(agent, "On duty");
      Page person = person(session("\"video\""), RELAY_ONLY);
      button(person, "Call an agent").click();
      heading(agent, "A call rings");
      agent.keyboard().press("t");

      assertThat(agent.locator(".standing")).hasText(FLOWS);
      sees(agent, "video.person");
      assertThat(agent.evaluate(CANDIDATE)).isEqualTo("relay");
      relay.close();
      assertThat(agent.locator(".standing")).containsText("interrupted");
      assertThat(person.locator(".prompt")).containsText("The connection is interrupted.");
      try (Relay another = Relay.start(program, folder, secret, relay.port())) {
        assertThat(agent.locator(".standing")).hasText(FLOWS);
        sees(agent, "video.person");
        assertThat(person.locator(".prompt")).hasText("You are talking with an agent.");
        agent.keyboard().press("Control+Enter");
        heading(agent, "After the call");
      }
    }
  }

  private static GatewaySettings with(GatewaySettings all, String turnUrl, String turnSecret) {
    return new GatewaySettings(
        all.host(),
        0,
        null,
        all.databaseUrl(),
        all.databaseUser(),
        all.databasePassword(),
        all.bootstrapServers(),
        all.objectStore(),
        all.recordings(),
        all.requestsPerMinute(),
        List.of(),
        List.of(turnUrl),
        turnSecret,
        null,
        true);
  }

  @Test
  void whoIsNoAgentIsTold() throws Exception {
    String staff = "{\"name\": \"Cleo\", \"role\": \"agent\"}";
    Page page = open(1280, 800);
    page.navigate(admin.post("/v1/staff", staff).text("sign_in_url"));

    heading(page, "You take no calls");
    assertThat(page.locator("nav a")).hasText("Calls");
  }

  /** Opens the page of a new agent who speaks English. */
  private Page agent(String name) throws Exception {
    return agent(name, "");
  }

  private Page agent(String name, String script) throws Exception {
    ObjectNode staff = JsonNodeFactory.instance.objectNode().put("name", name).put("role", "agent");
    Reply made = admin.post("/v1/staff", staff.toString());
    ObjectNode agent =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", name)
            .put("staff_id", made.text("staff_id"));
    agent.putArray("languages").add("en");
    agentId = admin.post("/v1/agents", agent.toString()).text("agent_id");
    Page page = open(1280, 800);
    page.addInitScript(script);
    page.navigate(made.text("sign_in_url"));
    heading(page, "Off duty");
    return page;
  }

  private Reply session(String steps) throws Exception {
    return admin.session("{\"video_mode\": \"live_agent\", \"steps\": [%s]}".formatted(steps));
  }

  /** Opens the page of a person who has agreed. */
  private Page person(Reply session) {
    return person(session, "");
  }

  private Page person(Reply session, String script) {
    Page page = open(390, 844);
    page.addInitScript(script);
    page.navigate(session.text("url"));
    button(page, "I agree").click();
    return page;
  }

  private Page open(int width, int height) {
    Page page = PageCheck.open(browser, width, height, complaints);
    page.context().grantPermissions(List.of("camera", "microphone"));
    contexts.add(page.context());
    return page;
  }

  private void set(String setting, String value) throws Exception {
    String json = "{\"%s\": %s}".formatted(setting, value);
    assertThat(admin.json("PATCH", "/v1/settings", json, Map.of()).status()).isEqualTo(200);
  }

  private void pass(String table, String column, int seconds) {
    running.pass(tenant, table, column, seconds);
  }

  /** Pictures arrive from the other side. */
  private static void sees(Page page, String video) {
    page.waitForFunction("name => document.querySelector(name)?.videoWidth > 0", video);
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

  private <T extends SpecificRecord> void tell(Topic<T> topic, T record) throws Exception {
    try (TopicWriter topics = new TopicWriter(running.kafka().bootstrapServers())) {
      topics.write(topic, record);
      topics.flush();
    }
  }

  private VideoResult result(String sessionId) {
    return VideoResult.newBuilder()
        .setSessionId(sessionId)
        .setTenantId(tenant)
        .setVideoMode(VideoMode.live_agent)
        .setStatus(SessionStatus.completed)
        .setResult(Outcome.needs_review)
        .setReasons(List.of("agent_review_pending"))
        .setDurationSeconds(4)
        .setAnalysedAt(Instant.parse("2026-01-01T00:00:00Z"))
        .setVersion(3)
        .build();
  }

  private long photos(String sessionId) throws Exception {
    return TopicContents.decoded(running.kafka().bootstrapServers(), Topics.PHOTOS).stream()
        .filter(photo -> photo.getSessionId().equals(sessionId))
        .filter(photo -> photo.getKind() == PhotoKind.document)
        .count();
  }

  private List<Review> decisions(String sessionId) throws Exception {
    return TopicContents.decoded(running.kafka().bootstrapServers(), Topics.REVIEWS).stream()
        .filter(review -> review.getSessionId().equals(sessionId))
        .toList();
  }

  private List<VideoChunk> chunks(String sessionId) throws Exception {
    return TopicContents.decoded(running.kafka().bootstrapServers(), Topics.CHUNKS).stream()
        .filter(chunk -> chunk.getSessionId().equals(sessionId))
        .sorted(Comparator.comparing(VideoChunk::getSequence))
        .toList();
  }

  /** The recording is one, without gaps, and finished. */
  private void requireWhole(String sessionId) throws Exception {
    Await.until(
        "the recording is finished",
        () -> chunks(sessionId).stream().anyMatch(VideoChunk::getLast));
    List<VideoChunk> chunks = chunks(sessionId);
    for (int i = 0; i < chunks.size(); i++) {
      assertThat(chunks.get(i).getSequence()).isEqualTo(i);
      assertThat(chunks.get(i).getLast()).isEqualTo(i == chunks.size() - 1);
    }
  }
}
