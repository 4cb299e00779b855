package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.gateway.access.ApiKeys;
import io.verilock.vkyc.gateway.access.Scope;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Agents, the queue for them, and the way of a call. Time passes by moving what was noted. */
@ExtendWith(Shared.class)
class CallsIT {
  private Running running;
  private String tenant;
  private Client client;

  @BeforeEach
  void newTenant(Running shared) {
    running = shared;
    tenant = shared.tenant("enterprise");
    client = new Client(shared.gateway().address(), shared.key(tenant, Scope.values()));
  }

  /** A person at their page. */
  private record Person(Client client, String sessionId) {
    Reply ask() throws Exception {
      Reply asked = client.post(path(), "");
      assertThat(asked.status()).as(asked.toString()).isEqualTo(200);
      return asked;
    }

    Reply look() throws Exception {
      return client.get(path());
    }

    String path() {
      return "/v1/sessions/%s/call".formatted(sessionId);
    }
  }

  @Test
  void aCallIsAskedForOfferedTakenAndEnded() throws Exception {
    String ada = onDuty("en");
    Person person = person("en");

    Reply asked = person.ask();
    assertThat(asked.text("state")).isEqualTo("waiting");
    assertThat(asked.json().get("place").asInt()).isEqualTo(1);
    assertThat(asked.text("expected_wait_seconds")).as("nobody was taken yet").isNull();
    Reply offer = offer(ada);
    assertThat(offer.text("call_id")).isEqualTo(asked.text("call_id"));
    assertThat(offer.text("session_id")).isEqualTo(person.sessionId());
    assertThat(offer(ada).json()).as("it still rings").isEqualTo(offer.json());
    assertThat(person.look().text("state")).isEqualTo("offered");

    String callId = offer.text("call_id");
    assertThat(act(callId, "take", ada).text("state")).isEqualTo("connected");
    assertThat(act(callId, "take", ada).status()).as("again").isEqualTo(200);
    assertThat(person.look().text("state")).isEqualTo("connected");
    assertThat(agent(ada).json().get("connected_calls").get(0).asText()).isEqualTo(callId);
    assertThat(offer(ada).status()).as("there is no room for another").isEqualTo(204);

    Reply ended = act(callId, "end", ada);
    assertThat(ended.text("state")).isEqualTo("ended");
    assertThat(ended.text("agent_id")).isEqualTo(ada);
    assertThat(act(callId, "end", ada).status()).as("again").isEqualTo(200);
    assertThat(person.look().text("state")).isEqualTo("ended");
    assertThat(agent(ada).json().get("connected_calls")).isEmpty();
    assertThat(actions(person)).containsExactly("endCall", "takeCall", "getOffer", "askForCall");
    assertThat(
            client
                .get("/v1/audit?action=takeCall")
                .json()
                .get("data")
                .get(0)
                .get("target_id")
                .asText())
        .isEqualTo(ada);
  }

  @Test
  void aTabOpenedTwiceWaitsOnce() throws Exception {
    onDuty("en");
    Person person = person("en");

    Reply first = person.ask();
    assertThat(person.ask().json()).isEqualTo(first.json());
    assertThat(person("en").ask().json().get("place").asInt()).isEqualTo(2);
    assertThat(actions(person)).containsExactly("askForCall");
  }

  @Test
  void whereNobodyIsOnDutyItIsSaidAtOnceWithTheNextHours() throws Exception {
    Person person = person("en");
    Reply nobody = person.ask();
    assertThat(nobody.text("state")).isEqualTo("no_agent");
    assertThat(nobody.text("next_hours")).isNull();

    ZonedDateTime start = hour(3);
    String ada = created("en", hours(start, start.plusHours(1)));
    assertThat(person.look().text("next_hours")).isEqualTo(start.toInstant().toString());
    Reply early = duty(ada, true);
    assertThat(early.code()).isEqualTo("agent_unavailable");
    assertThat(early.text("detail")).contains(start.toInstant().toString());

    assertThat(change(ada, "{\"working_hours\": []}").status()).isEqualTo(200);
    assertThat(duty(ada, true).json().get("on_duty").asBoolean()).isTrue();
    Reply again = person.ask();
    assertThat(again.text("state")).isEqualTo("waiting");
    assertThat(offer(ada).text("call_id")).isEqualTo(again.text("call_id"));
  }

  @Test
  void whoSpeaksAnotherLanguageIsNotOfferedIt() throws Exception {
    String spanish = onDuty("es");
    Person english = person("en");
    assertThat(english.ask().text("state")).isEqualTo("no_agent");

    String both = onDuty("es", "en");
    english.ask();
    Person other = person("es");
    other.ask();
    assertThat(offer(both).text("session_id")).isEqualTo(english.sessionId());
    assertThat(offer(spanish).text("session_id")).isEqualTo(other.sessionId());
  }

  @Test
  void whatIsRefusedGoesBackToTheFrontAndToSomebodyElseFirst() throws Exception {
    String ada = onDuty("en");
    String bob = onDuty("en");
    Person first = person("en");
    first.ask();
    String callId = offer(ada).text("call_id");
    Person second = person("en");
    second.ask();

    assertThat(act(callId, "refuse", ada).text("state")).isEqualTo("waiting");
    assertThat(act(callId, "refuse", ada).code()).isEqualTo("call_not_yours");
    assertThat(first.look().json().get("place").asInt()).isEqualTo(1);
    assertThat(second.look().json().get("place").asInt()).isEqualTo(2);
    assertThat(offer(ada).text("session_id")).isEqualTo(second.sessionId());
    assertThat(offer(bob).text("session_id")).isEqualTo(first.sessionId());
    assertThat(act(callId, "take", ada).code()).isEqualTo("call_not_yours");
    assertThat(agent(ada).json().get("on_duty").asBoolean()).isTrue();
  }

  @Test
  void whatRingsTooLongGoesBackToTheFrontAndTheAgentGoesOffDuty() throws Exception {
    String ada = onDuty("en");
    Person first = person("en");
    first.ask();
    String callId = offer(ada).text("call_id");
    Person second = person("en");
    second.ask();

    pass("live_call", "offered_at", "call_id", callId, 21);
    assertThat(act(callId, "take", ada).code()).isEqualTo("call_not_yours");
    Reply looked = first.look();
    assertThat(looked.text("state")).isEqualTo("waiting");
    assertThat(looked.json().get("place").asInt()).isEqualTo(1);
    assertThat(heartbeat(ada).json().get("on_duty").asBoolean()).isFalse();
    assertThat(offer(ada).status()).isEqualTo(204);

    String bob = onDuty("en");
    assertThat(offer(bob).text("call_id")).isEqualTo(callId);
  }

  @Test
  void theOfferOfAnAgentWhoIsLostGoesToAnother() throws Exception {
    String ada = onDuty("en");
    String bob = onDuty("en");
    Person person = person("en");
    person.ask();
    String callId = offer(ada).text("call_id");

    pass("agent_seen", "seen_at", "agent_id", ada, 31);
    assertThat(offer(bob).text("call_id")).isEqualTo(callId);
    assertThat(heartbeat(ada).json().get("on_duty").asBoolean())
        .as("who was lost has to go on duty again")
        .isFalse();
    assertThat(duty(ada, true).json().get("on_duty").asBoolean()).isTrue();
  }

  @Test
  void whoGoesOffDutyOrIsRemovedGivesTheOfferBack() throws Exception {
    String ada = onDuty("en");
    Person person = person("en");
    person.ask();
    String callId = offer(ada).text("call_id");
    assertThat(duty(ada, false).json().get("on_duty").asBoolean()).isFalse();
    assertThat(person.look().text("state")).isEqualTo("waiting");

    String bob = onDuty("en");
    assertThat(offer(bob).text("call_id")).isEqualTo(callId);
    assertThat(client.delete("/v1/agents/" + bob).status()).isEqualTo(204);
    assertThat(client.get("/v1/agents/" + bob).code()).isEqualTo("agent_not_found");
    assertThat(person.look().text("state")).isEqualTo("waiting");
  }

  @Test
  void whoIsDisabledOrOutOfHoursIsNotOnDuty() throws Exception {
    String ada = onDuty("en");
    assertThat(change(ada, "{\"enabled\": false}").json().get("on_duty").asBoolean()).isFalse();
    assertThat(duty(ada, true).code()).isEqualTo("agent_unavailable");

    ZonedDateTime start = hour(0);
    // Hours that touch are one: this test may run across the turn of an hour.
    String hours =
        hours(start, start.plusHours(1)) + "," + hours(start.plusHours(1), start.plusHours(2));
    change(ada, "{\"enabled\": true, \"working_hours\": [%s]}".formatted(hours));
    assertThat(duty(ada, true).json().get("on_duty").asBoolean()).isTrue();
    Person person = person("en");
    person.ask();
    pass("agent", "duty_until", "agent_id", ada, 7200);
    assertThat(agent(ada).json().get("on_duty").asBoolean()).as("the hours are over").isFalse();
    assertThat(offer(ada).status()).isEqualTo(204);
  }

  @Test
  void whoLeavesOrIsNotHeardOfIsNotWaitedFor() throws Exception {
    String ada = onDuty("en");
    Person leaves = person("en");
    leaves.ask();
    assertThat(leaves.client().delete(leaves.path()).status()).isEqualTo(204);
    assertThat(leaves.look().text("state")).isEqualTo("abandoned");

    Person silent = person("en");
    String callId = silent.ask().text("call_id");
    Person third = person("en");
    third.ask();
    pass("caller_seen", "seen_at", "call_id", callId, 31);
    assertThat(third.look().json().get("place").asInt()).isEqualTo(1);
    assertThat(offer(ada).text("session_id")).isEqualTo(third.sessionId());
    assertThat(silent.look().text("state")).isEqualTo("abandoned");
    Reply again = silent.ask();
    assertThat(again.text("call_id")).isNotEqualTo(callId);
    assertThat(again.text("state")).isEqualTo("waiting");
  }

  @Test
  void anEndedOrErasedSessionIsNotWaitedFor() throws Exception {
    String ada = onDuty("en");
    Person cancelled = person("en");
    cancelled.ask();
    String callId = offer(ada).text("call_id");
    client.post("/v1/sessions/%s/cancel".formatted(cancelled.sessionId()), "");
    assertThat(act(callId, "take", ada).code()).isEqualTo("call_not_yours");
    assertThat(offer(ada).status()).isEqualTo(204);
    Person erased = person("en");
    erased.ask();
    String erasedCall = offer(ada).text("call_id");
    act(erasedCall, "take", ada);

    assertThat(client.delete("/v1/sessions/" + erased.sessionId()).status()).isEqualTo(204);
    assertThat(act(erasedCall, "end", ada).code()).isEqualTo("call_not_found");
    Person next = person("en");
    next.ask();
    assertThat(offer(ada).text("session_id")).isEqualTo(next.sessionId());
  }

  @Test
  @Timeout(30)
  void aCallThatIsJustBeingErasedHoldsUpNobody() throws Exception {
    String ada = onDuty("en");
    Person erased = person("en");
    String callId = erased.ask().text("call_id");
    Person next = person("en");
    next.ask();

    try (Handle erasing = running.database().jdbi().open()) {
      erasing.begin();
      erasing.execute("delete from session where session_id = ?", erased.sessionId());
      assertThat(offer(ada).text("session_id")).isEqualTo(next.sessionId());
      erasing.rollback();
    }
    assertThat(erased.look().text("call_id")).as("it was not erased after all").isEqualTo(callId);
    assertThat(erased.look().text("state")).isEqualTo("waiting");
  }

  @Test
  void aConnectedCallEndsWithItsSessionOrWhenThePersonLeaves() throws Exception {
    String ada = onDuty("en");
    Person leaves = person("en");
    leaves.ask();
    act(offer(ada).text("call_id"), "take", ada);
    leaves.client().delete(leaves.path());
    assertThat(leaves.look().text("state")).isEqualTo("ended");

    Person cancelled = person("en");
    cancelled.ask();
    String callId = offer(ada).text("call_id");
    act(callId, "take", ada);
    client.post("/v1/sessions/%s/cancel".formatted(cancelled.sessionId()), "");
    Person next = person("en");
    next.ask();
    assertThat(offer(ada).text("session_id")).isEqualTo(next.sessionId());
  }

  @Test
  void thePersonIsToldHowLongOthersWaited() throws Exception {
    String ada = onDuty("en");
    for (int seconds : List.of(100, 10, 40)) {
      Person person = person("en");
      String callId = person.ask().text("call_id");
      offer(ada);
      act(callId, "take", ada);
      act(callId, "end", ada);
      pass("live_call", "asked_at", "call_id", callId, seconds);
    }

    assertThat(person("en").ask().json().get("expected_wait_seconds").asInt()).isBetween(40, 45);
  }

  @Test
  void whoMayHaveTwoCallsIsOfferedASecond() throws Exception {
    String ada = onDuty("en");
    change(ada, "{\"max_calls\": 2}");
    Person first = person("en");
    Person second = person("en");
    first.ask();
    second.ask();

    act(offer(ada).text("call_id"), "take", ada);
    Reply offer = offer(ada);
    assertThat(offer.text("session_id")).isEqualTo(second.sessionId());
    act(offer.text("call_id"), "take", ada);
    assertThat(agent(ada).json().get("connected_calls")).hasSize(2);
  }

  @Test
  void callsArePartOfTheEnterprisePlan() throws Exception {
    Client standard = running.client("standard");
    assertThat(standard.post("/v1/agents", agentJson("en", "")).code())
        .isEqualTo("enterprise_plan_required");
    assertThat(standard.get("/v1/agents").code()).isEqualTo("enterprise_plan_required");

    Person person = person("en");
    running
        .database()
        .jdbi()
        .useTransaction(handle -> ApiKeys.putTenant(handle, tenant, "standard", Instant.now()));
    assertThat(person.client().post(person.path(), "").code())
        .isEqualTo("enterprise_plan_required");
  }

  @Test
  void aSessionWithoutACallOrConsentHasNone() throws Exception {
    Reply recorded = client.session("{}");
    String path = "/v1/sessions/%s/call".formatted(recorded.text("session_id"));
    assertThat(client.person(recorded).post(path, "").code()).isEqualTo("step_not_expected");
    assertThat(client.person(client.session("{}")).get(path).code()).isEqualTo("session_not_found");
    assertThat(client.post(path, "").code()).isEqualTo("upload_token_required");

    Reply live = client.session("{\"video_mode\": \"live_agent\"}");
    Client silent = client.as(live.text("upload_token"));
    String livePath = "/v1/sessions/%s/call".formatted(live.text("session_id"));
    assertThat(silent.post(livePath, "").code()).isEqualTo("consent_required");
    assertThat(silent.get(livePath).code()).isEqualTo("call_not_found");
  }

  @Test
  void anotherTenantSeesNothing() throws Exception {
    String ada = onDuty("en");
    Person person = person("en");
    person.ask();
    String callId = offer(ada).text("call_id");
    Client other = running.client();
    String theirs = other.post("/v1/agents", agentJson("en", "")).text("agent_id");
    other.post("/v1/agents/%s/duty".formatted(theirs), "{\"on\": true}");

    assertThat(other.get("/v1/agents").json().findValuesAsText("agent_id")).containsExactly(theirs);
    assertThat(other.get("/v1/agents/" + ada).code()).isEqualTo("agent_not_found");
    assertThat(other.post("/v1/agents/%s/offer".formatted(ada), "").code())
        .isEqualTo("agent_not_found");
    assertThat(other.post("/v1/agents/%s/offer".formatted(theirs), "").status()).isEqualTo(204);
    String agent = "{\"agent_id\": \"%s\"}".formatted(ada);
    assertThat(other.post("/v1/calls/%s/take".formatted(callId), agent).code())
        .isEqualTo("call_not_found");
  }

  @Test
  void agentsAreListedPageByPageAndNeedTheirScope() throws Exception {
    String first = created("en", "");
    String second = created("de", "");
    Reply page = client.get("/v1/agents?limit=1");
    assertThat(page.json().findValuesAsText("agent_id")).containsExactly(second);
    assertThat(
            client
                .get("/v1/agents?limit=1&cursor=" + page.text("next_cursor"))
                .json()
                .findValuesAsText("agent_id"))
        .containsExactly(first);

    Client without = client.as(running.key(tenant, Scope.ADMIN, Scope.SESSIONS_WRITE));
    assertThat(without.get("/v1/agents").code()).isEqualTo("scope_missing");
  }

  @Test
  void badHoursAreNamed() throws Exception {
    Reply refused =
        client.post(
            "/v1/agents",
            """
            {"name": "Ada", "languages": ["en"], "time_zone": "Mars/Olympus",
             "working_hours": [{"day": "mon", "from": "22:00", "to": "06:00"}]}
            """);
    assertThat(refused.code()).isEqualTo("validation_failed");
    assertThat(refused.json().get("errors").findValuesAsText("pointer"))
        .containsExactly("/time_zone", "/working_hours/0/to");
    for (String wrong :
        List.of(
            "{\"name\": \"Ada\", \"languages\": []}",
            "{\"name\": \"Ada\", \"languages\": [\"it\"]}",
            "{\"name\": \"Ada\", \"languages\": [\"en\"], \"max_calls\": 5}")) {
      assertThat(client.post("/v1/agents", wrong).code()).isEqualTo("validation_failed");
    }
  }

  private String onDuty(String... languages) throws Exception {
    String agentId = created(String.join("\", \"", languages), "");
    Reply duty = duty(agentId, true);
    assertThat(duty.json().get("on_duty").asBoolean()).as(duty.toString()).isTrue();
    return agentId;
  }

  private String created(String languages, String hours) throws Exception {
    Reply created = client.post("/v1/agents", agentJson(languages, hours));
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    return created.text("agent_id");
  }

  private static String agentJson(String languages, String hours) {
    return "{\"name\": \"Ada\", \"languages\": [\"%s\"], \"working_hours\": [%s]}"
        .formatted(languages, hours);
  }

  /** The beginning of an hour of the UTC day, so many after this one. */
  private static ZonedDateTime hour(int later) {
    return ZonedDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.HOURS).plusHours(later);
  }

  private static String hours(ZonedDateTime from, ZonedDateTime to) {
    DateTimeFormatter day = DateTimeFormatter.ofPattern("EEE", Locale.ROOT);
    DateTimeFormatter time = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    return "{\"day\": \"%s\", \"from\": \"%s\", \"to\": \"%s\"}"
        .formatted(
            day.format(from).toLowerCase(Locale.ROOT),
            time.format(from),
            to.getHour() == 0 ? "24:00" : time.format(to));
  }

  private Person person(String language) throws Exception {
    Reply created =
        client.session(
            "{\"video_mode\": \"live_agent\", \"video_language\": \"%s\"}".formatted(language));
    return new Person(client.person(created), created.text("session_id"));
  }

  private Reply agent(String agentId) throws Exception {
    return client.get("/v1/agents/" + agentId);
  }

  private Reply change(String agentId, String json) throws Exception {
    return client.json("PATCH", "/v1/agents/" + agentId, json, Map.of());
  }

  private Reply duty(String agentId, boolean on) throws Exception {
    return client.post("/v1/agents/%s/duty".formatted(agentId), "{\"on\": %b}".formatted(on));
  }

  private Reply heartbeat(String agentId) throws Exception {
    return client.post("/v1/agents/%s/heartbeat".formatted(agentId), "");
  }

  private Reply offer(String agentId) throws Exception {
    return client.post("/v1/agents/%s/offer".formatted(agentId), "");
  }

  private Reply act(String callId, String what, String agentId) throws Exception {
    return client.post(
        "/v1/calls/%s/%s".formatted(callId, what), "{\"agent_id\": \"%s\"}".formatted(agentId));
  }

  /** What was done with a person's call, the latest first. */
  private List<String> actions(Person person) throws Exception {
    JsonNode entries = client.get("/v1/audit?session_id=" + person.sessionId()).json().get("data");
    return entries.findValuesAsText("action").stream()
        .filter(action -> action.endsWith("Call") || action.equals("getOffer"))
        .toList();
  }

  /** Lets time pass for one row. */
  private void pass(String table, String column, String key, String id, int seconds) {
    running
        .database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update %s set %s = %s - ? * interval '1 second' where %s = ?"
                        .formatted(table, column, column, key),
                    seconds,
                    id));
  }
}
