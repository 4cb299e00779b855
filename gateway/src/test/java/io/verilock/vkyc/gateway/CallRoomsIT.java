package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.client.topics.TopicWriter;
import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.gateway.access.Scope;
import io.verilock.vkyc.gateway.calls.CallNews;
import io.verilock.vkyc.schemas.LiveScore;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoChunk;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.schemas.WebhookEvent;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.TopicContents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens within a call, and who decides it. Time passes by moving what was noted. */
@ExtendWith(Shared.class)
class CallRoomsIT {
  private static final String APPROVED = "{\"result\": \"approved\"}";
  private static final String DECLINED = "{\"result\": \"declined\"}";

  private Running running;
  private String tenant;
  private Client admin;

  @BeforeEach
  void newTenant(Running shared) {
    running = shared;
    tenant = shared.tenant("enterprise");
    admin = new Client(shared.gateway().address(), shared.key(tenant, Scope.values()));
  }

  /** Somebody who signed in to take calls. */
  private record Agent(Client client, String agentId, String staffId) {
    Reply act(String callId, String what) throws Exception {
      return client.post("/v1/calls/%s/%s".formatted(callId, what), self());
    }

    Reply follow(String callId, String query) throws Exception {
      return client.get("/v1/calls/%s/events?agent_id=%s%s".formatted(callId, agentId, query));
    }

    String self() {
      return "{\"agent_id\": \"%s\"}".formatted(agentId);
    }
  }

  /** A connected call. */
  private record Room(Client person, String sessionId, String callId, Agent agent) {
    Reply follow(String query) throws Exception {
      return person.get("/v1/sessions/%s/call/events%s".formatted(sessionId, query));
    }

    Reply tell(String json) throws Exception {
      return person.post("/v1/sessions/%s/call/signals".formatted(sessionId), json);
    }

    Reply tellAsAgent(String kind, String body) throws Exception {
      return agent
          .client()
          .post(
              "/v1/calls/%s/signals".formatted(callId),
              "{\"agent_id\": \"%s\", \"kind\": \"%s\", \"body\": %s}"
                  .formatted(agent.agentId(), kind, body));
    }

    String state() throws Exception {
      return agent.follow(callId, "").json().at("/call/state").asText();
    }

    String review() {
      return "/v1/sessions/%s/review".formatted(sessionId);
    }
  }

  @Test
  void bothSidesReadWhatIsToldInOneOrder() throws Exception {
    Room room = room();
    room.tell("{\"kind\": \"hello\", \"body\": {\"peer\": \"a\"}}");
    room.tellAsAgent("hello", "{\"peer\": \"b\"}");
    room.tellAsAgent("ask", "{\"what\": \"look\"}");

    JsonNode signals = room.follow("").json().get("signals");
    assertThat(signals.findValuesAsText("sender"))
        .containsExactly("gateway", "person", "agent", "agent");
    assertThat(signals.findValuesAsText("kind")).containsExactly("state", "hello", "hello", "ask");
    assertThat(signals.get(0).at("/body/state").asText()).isEqualTo("connected");
    assertThat(signals.get(3).at("/body/what").asText()).isEqualTo("look");
    assertThat(room.agent().follow(room.callId(), "").json().get("signals")).isEqualTo(signals);
    assertThat(room.follow("?after=2").json().get("signals").findValuesAsText("sequence"))
        .containsExactly("3", "4");
  }

  @Test
  void whatIsToldArrivesAsItIs() throws Exception {
    Room room = room();
    String body = "{\"what\": \"\\u0000 <b>\\ud83d\\ude00</b> %s\"}".formatted("x".repeat(8_000));
    assertThat(room.tellAsAgent("ask", body).status()).isEqualTo(204);

    String told = room.follow("").json().at("/signals/1/body/what").asText();
    assertThat(told).startsWith("\0 <b>😀</b> x").hasSize(8_000 + 12);
    assertThat(room.tell("{\"kind\": \"state\", \"body\": {}}").code())
        .as("how a call stands is the gateway's to tell")
        .isEqualTo("validation_failed");
  }

  @Test
  void whatNamesDevicesIsForgottenWhenTheCallIsOver() throws Exception {
    Room room = room();
    for (String kind : List.of("hello", "description", "candidate", "media")) {
      room.tell("{\"kind\": \"%s\", \"body\": {}}".formatted(kind));
    }
    room.agent().act(room.callId(), "end");

    JsonNode signals = room.follow("").json().get("signals");
    assertThat(signals.findValuesAsText("kind")).containsExactly("state", "media", "state");
    assertThat(signals.get(2).at("/body/by").asText()).isEqualTo("agent");
    assertThat(room.tell("{\"kind\": \"hello\", \"body\": {}}").code())
        .isEqualTo("call_not_connected");
    assertThat(room.tellAsAgent("ask", "{}").code()).isEqualTo("call_not_connected");
  }

  @Test
  @Timeout(360)
  void whoWaitsIsToldWhicheverGatewayItWasToldAt() throws Exception {
    try (Gateway other = Gateway.start(running.settings())) {
      Room room = room();
      int known = last(room.follow(""));
      List<CompletableFuture<Reply>> told = new ArrayList<>();
      CallNews news = new CallNews(running.database().pool());
      try {
        CallNews.Waiting waiting = news.next(room.sessionId(), Duration.ofHours(1));
        Client elsewhere = new Client(other.address(), room.person().credential());
        told.add(
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return elsewhere.get(
                        "/v1/sessions/%s/call/events?after=%d&wait=10"
                            .formatted(room.sessionId(), known));
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                }));
        // The listener may not listen yet: what is told again and again arrives once it does.
        Await.until(
            "the news",
            () -> {
              room.tellAsAgent("ask", "{\"what\": \"look\"}");
              return waiting.told().isDone();
            });
        assertThat(
                told.get(0).get(1, TimeUnit.MINUTES).json().get("signals").findValuesAsText("kind"))
            .contains("ask");
      } finally {
        news.close();
      }
    }
  }

  @Test
  void theAgentSeesTheScoresAsTheyCome() throws Exception {
    Room room = room();
    assertThat(room.agent().follow(room.callId(), "").json().get("scores").isNull()).isTrue();
    LiveScore score =
        LiveScore.newBuilder()
            .setSessionId(room.sessionId())
            .setSecond(4)
            .setPresentationTimeMs(3_900)
            .setFrames(20)
            .setFaceFrames(19)
            .setFaces(2)
            .setFaceMatchScore(81.5)
            .setLivenessScore(null)
            .setDefect("face_blurred")
            .build();
    try (TopicWriter topics = new TopicWriter(running.kafka().bootstrapServers())) {
      topics.write(Topics.LIVE_SCORES, score);
      topics.flush();
    }
    Await.until(
        "the score",
        () -> !room.agent().follow(room.callId(), "&wait=1").json().get("scores").isNull());

    JsonNode scores = room.agent().follow(room.callId(), "&after_second=3").json().get("scores");
    assertThat(scores.get("face_match_score").asDouble()).isEqualTo(81.5);
    assertThat(scores.get("liveness_score").isNull()).isTrue();
    assertThat(scores.get("faces").asInt()).isEqualTo(2);
    assertThat(scores.get("defect").asText()).isEqualTo("face_blurred");
    assertThat(room.follow("").json().has("scores")).as("the person's page").isFalse();
  }

  @Test
  void aSideThatIsLostHasAMinuteToComeBack() throws Exception {
    Room room = room();
    pass("caller_seen", "seen_at", 16);
    assertThat(room.state()).isEqualTo("dropped");
    assertThat(room.agent().client().post(offerOf(room), "").status())
        .as("there is no room for another")
        .isEqualTo(204);
    room.follow("");
    assertThat(room.state()).isEqualTo("connected");

    pass("caller_seen", "agent_seen_at", 16);
    assertThat(room.follow("").json().at("/call/state").asText()).isEqualTo("dropped");
    pass("call_gap", "began_at", 61);
    Reply over = room.follow("");
    assertThat(over.json().at("/call/state").asText()).isEqualTo("ended");
    assertThat(over.json().get("signals").findValues("body").stream().map(JsonNode::toString))
        .containsExactly(
            "{\"state\":\"connected\",\"by\":\"agent\"}",
            "{\"state\":\"dropped\",\"by\":\"presence\"}",
            "{\"state\":\"connected\",\"by\":\"presence\"}",
            "{\"state\":\"dropped\",\"by\":\"presence\"}",
            "{\"state\":\"ended\",\"by\":\"presence\"}");
    assertThat(desk(room.agent()).at("/agent/on_duty").asBoolean())
        .as("who was lost in a call is not offered the next one")
        .isFalse();
    JsonNode gaps = admin.get(room.review()).json().get("call_gaps");
    assertThat(gaps.findValuesAsText("who")).containsExactlyInAnyOrder("person", "agent");
    assertThat(gaps.findValues("to").stream().filter(JsonNode::isNull)).hasSize(1);
  }

  @Test
  void aCallThatBothHaveLeftIsOverWithoutAnybodyAsking() throws Exception {
    Room room = room();
    pass("caller_seen", "seen_at", 16);
    pass("caller_seen", "agent_seen_at", 16);
    Await.until(
        "it is dropped",
        () -> desk(room.agent()).at("/connected/0/state").asText().equals("dropped"));
    pass("call_gap", "began_at", 61);
    Await.until("it is over", () -> desk(room.agent()).get("connected").isEmpty());

    assertThat(admin.get(room.review()).json().at("/call_gaps/0/who").asText()).isEqualTo("both");
  }

  @Test
  void aRecordingThatAPageLeftBehindIsFinishedWithWhatIsThere() throws Exception {
    Room room = room();
    byte[] bytes = {1, 2, 3};
    for (int sequence : List.of(0, 1, 3)) {
      assertThat(room.person().chunk(room.sessionId(), sequence, bytes).status()).isEqualTo(201);
    }
    room.agent().act(room.callId(), "end");
    pass("live_call", "ended_at", 61);
    pass("caller_seen", "seen_at", 61);
    running
        .database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update chunk_receipt set received_at = received_at - interval '61 seconds'"
                        + " where session_id = ?",
                    room.sessionId()));

    String path = "/v1/sessions/%s/video/chunks".formatted(room.sessionId());
    Await.until(
        "the recording is finished", () -> !admin.get(path).json().get("chunk_count").isNull());
    assertThat(admin.get(path).json().get("chunk_count").asInt()).isEqualTo(2);
    Await.until("the jobs are told", () -> ends(room.sessionId()).equals(List.of(2)));
  }

  @Test
  void whereTheRulesDemandItAnInterruptedCallIsOver() throws Exception {
    set("call_interruptions", "\"abort\"");
    Room room = room();
    pass("caller_seen", "seen_at", 16);

    Reply over = room.agent().follow(room.callId(), "");
    assertThat(over.json().at("/call/state").asText()).isEqualTo("ended");
    assertThat(over.json().get("signals").findValue("body").toString()).contains("connected");
    assertThat(over.json().at("/signals/1/body/by").asText()).isEqualTo("interruption");
    assertThat(admin.get(room.review()).json().get("call_gaps")).hasSize(1);
  }

  @Test
  void theAgentOfTheCallDecidesItOnceItIsAnalysed() throws Exception {
    Agent bob = agent("Bob");
    Room room = room();
    Client reviewer = signedIn("reviewer");
    results(room.sessionId(), SessionStatus.in_progress, 2);
    Client agent = room.agent().client();
    assertThat(agent.post(room.review(), DECLINED).code()).isEqualTo("call_open");
    room.agent().act(room.callId(), "end");

    assertThat(reviewer.post(room.review(), DECLINED).code()).isEqualTo("call_not_yours");
    assertThat(bob.client().post(room.review(), DECLINED).code()).isEqualTo("session_not_found");
    assertThat(bob.client().get(room.review()).code()).isEqualTo("session_not_found");
    assertThat(agent.post(room.review(), APPROVED).code()).isEqualTo("session_not_reviewable");
    assertThat(desk(room.agent()).get("undecided").get(0).asText()).isEqualTo(room.sessionId());
    results(room.sessionId(), SessionStatus.completed, 3);
    assertThat(reviewer.get("/v1/reviews/queue").json().get("waiting").asInt()).isZero();
    assertThat(agent.get("/v1/reviews/queue").code()).isEqualTo("scope_missing");
    assertThat(agent.post(room.review(), APPROVED).text("state")).isEqualTo("decided");
    assertThat(desk(room.agent()).get("undecided")).isEmpty();
  }

  @Test
  void thePolicyMayLetACallBeApprovedBeforeItIsAnalysed() throws Exception {
    set("approve_before_analysis", "true");
    Room room = room();
    results(room.sessionId(), SessionStatus.in_progress, 2);
    room.agent().act(room.callId(), "end");

    assertThat(room.agent().client().post(room.review(), APPROVED).status()).isEqualTo(202);
  }

  @Test
  void anInterruptedCallTakesTwoWhereTheRulesSaySo() throws Exception {
    set("call_interruptions", "\"review\"");
    Room room = room();
    pass("caller_seen", "seen_at", 16);
    assertThat(room.state()).isEqualTo("dropped");
    room.follow("");
    assertThat(room.state()).isEqualTo("connected");
    room.agent().act(room.callId(), "end");
    results(room.sessionId(), SessionStatus.completed, 3);
    Client reviewer = signedIn("reviewer");

    assertThat(reviewer.post(room.review(), APPROVED).code()).isEqualTo("call_not_yours");
    assertThat(room.agent().client().get(room.review()).json().get("four_eyes").asBoolean())
        .isTrue();
    assertThat(room.agent().client().post(room.review(), APPROVED).text("state"))
        .isEqualTo("proposed");
    assertThat(reviewer.get("/v1/reviews/queue").json().get("waiting").asInt()).isEqualTo(1);
    assertThat(reviewer.post(room.review(), APPROVED).text("state")).isEqualTo("decided");
  }

  @Test
  void whoSignsInAsAnAgentActsForThemselvesAlone() throws Exception {
    Agent ada = agent("Ada");
    Agent bob = agent("Bob");
    Room room = room();

    assertThat(ada.client().get("/v1/sign-in").text("agent_id")).isEqualTo(ada.agentId());
    assertThat(
            ada.client()
                .post("/v1/agents/%s/duty".formatted(bob.agentId()), "{\"on\": true}")
                .code())
        .isEqualTo("agent_not_found");
    Agent asBob = new Agent(ada.client(), bob.agentId(), "");
    assertThat(asBob.act(room.callId(), "end").code()).isEqualTo("agent_not_found");
    assertThat(asBob.follow(room.callId(), "").code()).isEqualTo("agent_not_found");
    assertThat(bob.follow(room.callId(), "").code()).isEqualTo("call_not_yours");
    assertThat(ada.client().get("/v1/sessions").code()).isEqualTo("scope_missing");
    assertThat(ada.client().get("/v1/agents").code()).isEqualTo("scope_missing");
    String second =
        "{\"name\": \"Ada\", \"languages\": [\"en\"], \"staff_id\": \"%s\"}"
            .formatted(ada.staffId());
    assertThat(admin.post("/v1/agents", second).json().at("/errors/0/pointer").asText())
        .isEqualTo("/staff_id");
  }

  @Test
  void notesAreKeptWithTheCall() throws Exception {
    set("agent_script", "[\"Where do you live?\", \"Since when?\"]");
    Room room = room();
    assertThat(desk(room.agent()).get("script")).hasSize(2);
    String path = "/v1/calls/%s/notes".formatted(room.callId());
    String notes =
        "{\"agent_id\": \"%s\", \"notes\": \"Moved in May.\", \"asked\": [\"Since when?\"]}"
            .formatted(room.agent().agentId());
    assertThat(room.agent().client().json("PUT", path, notes, Map.of()).status()).isEqualTo(200);

    JsonNode call = admin.get(room.review()).json().get("call");
    assertThat(call.get("notes").asText()).isEqualTo("Moved in May.");
    assertThat(call.at("/asked/0").asText()).isEqualTo("Since when?");
  }

  @Test
  void figuresSayHowCallsWent() throws Exception {
    Reply nobody = admin.session("{\"video_mode\": \"live_agent\"}");
    admin.person(nobody).post("/v1/sessions/%s/call".formatted(nobody.text("session_id")), "");
    Room room = room();
    pass("live_call", "asked_at", 90);
    room.agent().act(room.callId(), "end");
    results(room.sessionId(), SessionStatus.completed, 3);
    room.agent().client().post(room.review(), APPROVED);

    JsonNode figures = admin.get("/v1/calls/figures").json();
    assertThat(figures.get("asked").asInt()).isEqualTo(2);
    assertThat(figures.get("taken").asInt()).isEqualTo(1);
    assertThat(figures.get("no_agent").asInt()).isEqualTo(1);
    assertThat(figures.at("/waited_seconds/median").asDouble()).isGreaterThanOrEqualTo(90);
    assertThat(figures.at("/by_agent/0/agent_id").asText()).isEqualTo(room.agent().agentId());
    assertThat(figures.at("/by_agent/0/approved").asInt()).isEqualTo(1);
    assertThat(
            figures.get("by_hour").findValuesAsText("asked").stream()
                .mapToInt(Integer::parseInt)
                .sum())
        .isEqualTo(2);
    assertThat(admin.get("/v1/calls/figures?from=2020-01-01T00:00:00Z").code())
        .isEqualTo("invalid_parameter");
  }

  @Test
  void endpointsAreToldWhatBecomesOfACall() throws Exception {
    Room room = room();
    pass("caller_seen", "seen_at", 16);
    assertThat(room.state()).isEqualTo("dropped");
    room.follow("");
    assertThat(room.state()).isEqualTo("connected");
    room.agent().act(room.callId(), "end");

    Await.until("all events", () -> events(room.sessionId()).size() == 4);
    List<WebhookEvent> events = events(room.sessionId());
    assertThat(events)
        .extracting(WebhookEvent::getType)
        .containsExactly("call.queued", "call.started", "call.dropped", "call.ended");
    assertThat(events).extracting(WebhookEvent::getTenantId).containsOnly(tenant);
    assertThat(events.get(0).getCall().getAgentId()).isNull();
    assertThat(events.get(3).getCall().getEndedBy()).isEqualTo("agent");
    assertThat(events.get(3).getCall().getCallId()).isEqualTo(room.callId());
    assertThat(audited(room.sessionId())).contains("dropCall", "resumeCall", "endCall");
  }

  private List<WebhookEvent> events(String sessionId) throws Exception {
    return TopicContents.decoded(running.kafka().bootstrapServers(), Topics.WEBHOOKS).stream()
        .filter(event -> event.getSessionId().equals(sessionId))
        .toList();
  }

  private List<String> audited(String sessionId) throws Exception {
    return admin
        .get("/v1/audit?session_id=" + sessionId)
        .json()
        .get("data")
        .findValuesAsText("action");
  }

  @Test
  void relaysTakeWhatWasMadeForTheCall() throws Exception {
    Room room = room();
    JsonNode servers =
        room.person()
            .get("/v1/sessions/%s/call/ice-servers".formatted(room.sessionId()))
            .json()
            .get("ice_servers");
    assertThat(servers.at("/0/urls/0").asText()).isEqualTo("stun:stun.example.com");
    assertThat(servers.get(0).has("credential")).isFalse();
    String name = servers.at("/1/username").asText();
    assertThat(name).endsWith(":" + room.callId());
    Instant expires = Instant.ofEpochSecond(Long.parseLong(name.split(":", 2)[0]));
    assertThat(expires).isAfter(Instant.now());
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(
        new SecretKeySpec(
            running.settings().turnSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
    assertThat(servers.at("/1/credential").asText())
        .isEqualTo(
            Base64.getEncoder().encodeToString(mac.doFinal(name.getBytes(StandardCharsets.UTF_8))));
    assertThat(
            room.agent()
                .client()
                .get(
                    "/v1/calls/%s/ice-servers?agent_id=%s"
                        .formatted(room.callId(), room.agent().agentId()))
                .json()
                .get("ice_servers"))
        .hasSize(2);
  }

  /** Numbers of the chunks that end a session's recording. */
  private List<Integer> ends(String sessionId) throws Exception {
    return TopicContents.decoded(running.kafka().bootstrapServers(), Topics.CHUNKS).stream()
        .filter(chunk -> chunk.getSessionId().equals(sessionId) && chunk.getLast())
        .map(VideoChunk::getSequence)
        .toList();
  }

  private static int last(Reply events) throws Exception {
    return events.json().get("signals").findValues("sequence").stream()
        .mapToInt(JsonNode::asInt)
        .max()
        .orElse(0);
  }

  private static String offerOf(Room room) {
    return "/v1/agents/%s/offer".formatted(room.agent().agentId());
  }

  private static JsonNode desk(Agent agent) throws Exception {
    return agent.client().get("/v1/agents/%s/desk".formatted(agent.agentId())).json();
  }

  private void set(String setting, String value) throws Exception {
    String json = "{\"%s\": %s}".formatted(setting, value);
    assertThat(admin.json("PATCH", "/v1/settings", json, Map.of()).status()).isEqualTo(200);
  }

  private Client signedIn(String role) throws Exception {
    ObjectNode staff = JsonNodeFactory.instance.objectNode().put("name", role).put("role", role);
    return signedIn(admin.post("/v1/staff", staff.toString()));
  }

  private Client signedIn(Reply made) throws Exception {
    String secret = made.text("sign_in_url").replaceFirst(".*#", "");
    Reply signedIn = admin.as(null).post("/v1/sign-in", "{\"secret\": \"%s\"}".formatted(secret));
    // What the cookie holds is a credential like others.
    return admin.as(signedIn.header("Set-Cookie").replaceFirst("^[^=]*=([^;]*);.*", "$1"));
  }

  private Agent agent(String name) throws Exception {
    ObjectNode staff = JsonNodeFactory.instance.objectNode().put("name", name).put("role", "agent");
    Reply made = admin.post("/v1/staff", staff.toString());
    ObjectNode agent =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", name)
            .put("staff_id", made.text("staff_id"));
    agent.putArray("languages").add("en");
    Reply created = admin.post("/v1/agents", agent.toString());
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    return new Agent(signedIn(made), created.text("agent_id"), made.text("staff_id"));
  }

  private Room room() throws Exception {
    Agent agent = agent("Ada");
    agent.client().post("/v1/agents/%s/duty".formatted(agent.agentId()), "{\"on\": true}");
    Reply session = admin.session("{\"video_mode\": \"live_agent\"}");
    Client person = admin.person(session);
    String sessionId = session.text("session_id");
    person.post("/v1/sessions/%s/call".formatted(sessionId), "");
    Reply offer = agent.client().post("/v1/agents/%s/offer".formatted(agent.agentId()), "");
    String callId = offer.text("call_id");
    assertThat(agent.act(callId, "take").text("state")).isEqualTo("connected");
    return new Room(person, sessionId, callId, agent);
  }

  private void results(String sessionId, SessionStatus status, int version) throws Exception {
    VideoResult result =
        VideoResult.newBuilder()
            .setSessionId(sessionId)
            .setTenantId(tenant)
            .setVideoMode(VideoMode.live_agent)
            .setStatus(status)
            .setResult(status == SessionStatus.completed ? Outcome.needs_review : null)
            .setVersion(version)
            .build();
    try (TopicWriter topics = new TopicWriter(running.kafka().bootstrapServers())) {
      topics.write(Topics.RESULTS, result);
      topics.flush();
    }
    Await.until(
        "the result is there",
        () ->
            admin.get("/v1/sessions/%s/video".formatted(sessionId)).json().get("version").asInt()
                == version);
  }

  private void pass(String table, String column, int seconds) {
    running.pass(tenant, table, column, seconds);
  }
}
