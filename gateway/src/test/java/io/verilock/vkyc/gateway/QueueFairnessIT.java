package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.gateway.access.Scope;
import io.verilock.vkyc.testing.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many callers and agents at two gateways, one of which is killed in the middle. Times of asking,
 * offering and ending are noted while the queue is held, so that they are in the order in which it
 * all happened: what is asserted of the order holds without exception.
 */
@ExtendWith(Shared.class)
class QueueFairnessIT {
  private static final int CALLERS = 500;
  private static final int AGENTS = 20;
  private static final int THREADS = 4;
  private static final int CALLER_THREADS = 2;
  private static final int LONGEST_SECONDS = 60;
  private static final List<String> LANGUAGES = List.of("en", "es", "fr", "de", "pt");

  @TempDir static Path folder;

  private final ConcurrentLinkedQueue<String> taken = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> ended = new ConcurrentLinkedQueue<>();

  /** Somebody who takes calls, at whichever gateway. */
  private record Agent(String agentId, List<String> languages, Instant idleSince) {}

  /** Somebody who waits, at whichever gateway. */
  private record Caller(List<Client> gateways, String path) {}

  /** What was noted of a call. */
  private record Noted(
      String callId,
      String language,
      String agentId,
      Instant askedAt,
      Instant offeredAt,
      Instant endedAt) {
    boolean keepsBusy(String agent, Instant time) {
      return agentId.equals(agent) && offeredAt.isBefore(time) && endedAt.isAfter(time);
    }
  }

  @Test
  void everyCallIsTakenOnceTheLongestWaitingByTheLongestIdle(Running running) throws Exception {
    String tenant = running.tenant("enterprise");
    String key = running.key(tenant, Scope.values());
    try (KilledGateway other = KilledGateway.start(running.settings(), folder)) {
      List<Client> gateways =
          List.of(new Client(running.gateway().address(), key), new Client(other.address(), key));
      List<Agent> agents = agents(running, gateways.get(0));
      List<Caller> callers = callers(gateways);

      List<Callable<Void>> work = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        List<Agent> ours = every(agents, THREADS, i);
        Random random = new Random(i);
        work.add(() -> serve(ours, gateways, random));
      }
      for (int i = 0; i < CALLER_THREADS; i++) {
        List<Caller> theirs = every(callers, CALLER_THREADS, i);
        Random random = new Random(THREADS + i);
        work.add(() -> wait(theirs, random));
      }
      work.add(() -> kill(other));
      together(work);

      List<Noted> calls = noted(running, tenant);
      assertThat(taken).hasSize(CALLERS).doesNotHaveDuplicates();
      assertThat(calls).hasSize(CALLERS);
      for (String language : LANGUAGES) {
        assertThat(calls.stream().filter(call -> call.language().equals(language)))
            .as("those who wait for %s are offered in the order of their waiting", language)
            .isSortedAccordingTo(Comparator.comparing(Noted::askedAt));
      }
      for (Noted call : calls) {
        requireLongestIdle(call, calls, agents);
      }
    }
  }

  private Void kill(KilledGateway gateway) throws Exception {
    Await.until("half of the calls are over", () -> ended.size() > CALLERS / 2);
    gateway.kill();
    return null;
  }

  private static void requireLongestIdle(Noted call, List<Noted> calls, List<Agent> agents) {
    Instant at = call.offeredAt();
    Map<String, Instant> idle = new HashMap<>();
    for (Agent agent : agents) {
      boolean busy = calls.stream().anyMatch(one -> one.keepsBusy(agent.agentId(), at));
      if (agent.languages().contains(call.language()) && !busy) {
        idle.put(
            agent.agentId(),
            calls.stream()
                .filter(one -> one.agentId().equals(agent.agentId()))
                .map(Noted::endedAt)
                .filter(time -> time.isBefore(at))
                .max(Comparator.naturalOrder())
                .orElse(agent.idleSince()));
      }
    }
    assertThat(idle).as("who could take %s", call).containsKey(call.agentId());
    assertThat(idle.get(call.agentId()))
        .as("since when %s was idle, for %s", call.agentId(), call)
        .isEqualTo(idle.values().stream().min(Comparator.naturalOrder()).orElseThrow());
  }

  /** Each asks, then all look again and again until their calls have ended. */
  private Void wait(List<Caller> callers, Random random) throws Exception {
    for (Caller caller : callers) {
      Reply asked =
          done(anywhere(caller.gateways(), random, client -> client.post(caller.path(), "")));
      assertThat(asked.text("state")).as(asked.toString()).isNotEqualTo("no_agent");
    }
    List<Caller> waiting = callers;
    while (!waiting.isEmpty()) {
      List<Caller> still = new ArrayList<>();
      for (Caller caller : waiting) {
        Reply looked =
            done(anywhere(caller.gateways(), random, client -> client.get(caller.path())));
        assertThat(looked.text("state")).as(looked.toString()).isNotEqualTo("abandoned");
        if (!looked.text("state").equals("ended")) {
          still.add(caller);
        }
      }
      waiting = still;
    }
    return null;
  }

  /** Agents have a call for as long as it takes to look after the others of their thread. */
  private Void serve(List<Agent> agents, List<Client> gateways, Random random) throws Exception {
    Map<String, String> connected = new HashMap<>();
    while (ended.size() < CALLERS) {
      for (Agent agent : agents) {
        String path = "/v1/agents/" + agent.agentId();
        anywhere(gateways, random, client -> client.post(path + "/heartbeat", ""));
        String body = "{\"agent_id\": \"%s\"}".formatted(agent.agentId());
        String has = connected.remove(agent.agentId());
        if (has != null) {
          done(
              anywhere(
                  gateways,
                  random,
                  client -> client.post("/v1/calls/%s/end".formatted(has), body)));
          ended.add(has);
        }
        Reply offer = anywhere(gateways, random, client -> client.post(path + "/offer", ""));
        if (offer.status() == 200) {
          String callId = offer.text("call_id");
          done(
              anywhere(
                  gateways,
                  random,
                  client -> client.post("/v1/calls/%s/take".formatted(callId), body)));
          taken.add(callId);
          connected.put(agent.agentId(), callId);
        }
      }
    }
    return null;
  }

  private static List<Agent> agents(Running running, Client client) throws Exception {
    Random random = new Random(7);
    List<Agent> agents = new ArrayList<>();
    for (int i = 0; i < AGENTS; i++) {
      String own = LANGUAGES.get(i % LANGUAGES.size());
      List<String> languages =
          LANGUAGES.stream().filter(one -> one.equals(own) || random.nextInt(3) == 0).toList();
      String agentId =
          done(client.post(
                  "/v1/agents",
                  "{\"name\": \"Agent %d\", \"languages\": [\"%s\"]}"
                      .formatted(i, String.join("\", \"", languages))))
              .text("agent_id");
      done(client.post("/v1/agents/%s/duty".formatted(agentId), "{\"on\": true}"));
      Instant idleSince =
          running
              .database()
              .jdbi()
              .withHandle(
                  handle ->
                      handle
                          .createQuery("select idle_since from agent where agent_id = :id")
                          .bind("id", agentId)
                          .mapTo(Timestamp.class)
                          .one()
                          .toInstant());
      agents.add(new Agent(agentId, languages, idleSince));
    }
    return agents;
  }

  private static List<Caller> callers(List<Client> gateways) throws Exception {
    List<Callable<Caller>> work =
        IntStream.range(0, CALLERS)
            .mapToObj(i -> LANGUAGES.get(i % LANGUAGES.size()))
            .<Callable<Caller>>map(language -> () -> caller(gateways, language))
            .toList();
    return together(work);
  }

  private static Caller caller(List<Client> gateways, String language) throws Exception {
    Reply created =
        gateways
            .get(0)
            .session(
                "{\"video_mode\": \"live_agent\", \"video_language\": \"%s\"}".formatted(language));
    gateways.get(0).person(created);
    return new Caller(
        gateways.stream().map(client -> client.as(created.text("upload_token"))).toList(),
        "/v1/sessions/%s/call".formatted(created.text("session_id")));
  }

  /** What all of them come to; the first failure ends the others. */
  private static <T> List<T> together(List<Callable<T>> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2 * THREADS);
    CompletionService<T> service = new ExecutorCompletionService<>(threads);
    try {
      List<Future<T>> begun = new ArrayList<>();
      for (Callable<T> one : work) {
        begun.add(service.submit(one));
      }
      List<T> done = new ArrayList<>();
      while (done.size() < begun.size()) {
        Future<T> next = service.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("something came to its end").isNotNull();
        done.add(next.get());
      }
      return done;
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> List<T> every(List<T> all, int step, int first) {
    return IntStream.range(0, all.size())
        .filter(i -> i % step == first)
        .mapToObj(all::get)
        .toList();
  }

  /** Something that is asked of a gateway. */
  private interface Question {
    Reply ask(Client client) throws Exception;
  }

  /** Asks any of the gateways; where it is gone, the one that stays: once more is harmless. */
  private static Reply anywhere(List<Client> gateways, Random random, Question question)
      throws Exception {
    try {
      return question.ask(gateways.get(random.nextInt(gateways.size())));
    } catch (IOException e) {
      return question.ask(gateways.get(0));
    }
  }

  private static Reply done(Reply reply) {
    assertThat(reply.status()).as(reply.toString()).isIn(200, 201);
    return reply;
  }

  /** The calls of a tenant, in the order in which they were offered. */
  private static List<Noted> noted(Running running, String tenant) {
    return running
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select * from live_call where tenant_id = :tenant and state = 'ended'"
                            + " order by offered_at")
                    .bind("tenant", tenant)
                    .map(
                        (row, context) ->
                            new Noted(
                                row.getString("call_id"),
                                row.getString("language"),
                                row.getString("agent_id"),
                                instant(row, "asked_at"),
                                instant(row, "offered_at"),
                                instant(row, "ended_at")))
                    .list());
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }
}
