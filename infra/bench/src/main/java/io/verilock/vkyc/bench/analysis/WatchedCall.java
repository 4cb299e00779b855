package io.verilock.vkyc.bench.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A call of a person with an agent over a gateway, each asking as their page does: how old the
 * running scores are when the agent's page has them.
 */
final class WatchedCall implements Callable<WatchedCall.Seen> {
  /** How long before its recording a call is asked for: until then it has to be connected. */
  static final Duration LEAD = Duration.ofSeconds(8);

  /** How long the call goes on after its last slice: scores that come late are seen, too. */
  private static final Duration LINGER = Duration.ofSeconds(4);

  /** How long the gateway lets the pages' questions for news wait. */
  private static final int WAIT_SECONDS = 8;

  /** How long anything takes that is under way when the call is over. */
  private static final Duration LONGEST_END = Duration.ofSeconds(30);

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final CallClient agent;
  private final List<byte[]> slices;
  private final long start;

  /**
   * Sets it up.
   *
   * @param agent asks with a key of a tenant that has calls
   * @param slices a second of the recording each
   * @param start of the recording, by {@link System#nanoTime()}
   */
  WatchedCall(CallClient agent, List<byte[]> slices, long start) {
    this.agent = agent;
    this.slices = slices;
    this.start = start;
  }

  /**
   * What the agent saw.
   *
   * @param millis of each score that the agent's page was told, from the moment its latest frame
   *     was before the camera
   */
  record Seen(String sessionId, List<Double> millis) {}

  /** A call that is connected. */
  private record Room(CallClient person, String sessionId, String agentId, String callId) {
    String session(String rest) {
      return "/v1/sessions/%s/%s".formatted(sessionId, rest);
    }
  }

  /** Goes through all of it, from the consent to the whole recording. */
  @Override
  public Seen call() throws Exception {
    sleepUntil(start - LEAD.toNanos());
    Room room = connected();
    ExecutorService pages = Executors.newFixedThreadPool(2);
    try {
      Future<List<Double>> agentsPage = pages.submit(() -> followAsAgent(room));
      Future<?> personsPage =
          pages.submit(
              () -> {
                followAsPerson(room);
                return null;
              });
      upload(room);
      sleepUntil(System.nanoTime() + LINGER.toNanos());
      JsonNode over = agent.post("/v1/calls/%s/end".formatted(room.callId), self(room.agentId));
      if (!over.get("ended_by").asText().equals("agent")) {
        throw new IOException("the call was over before its agent ended it: " + over);
      }
      done(personsPage);
      List<Double> millis = done(agentsPage);
      if (millis.isEmpty()) {
        throw new IOException("the agent's page was told no score of " + room.sessionId);
      }
      room.person.post(
          room.session("video/finish"),
          "{\"take\": 1, \"chunk_count\": %d, \"container\": \"webm\"}".formatted(slices.size()));
      return new Seen(room.sessionId, millis);
    } finally {
      pages.shutdownNow();
    }
  }

  private Room connected() throws IOException, InterruptedException {
    JsonNode session =
        agent.post("/v1/sessions", "{\"video_mode\": \"live_agent\", \"steps\": [\"video\"]}");
    CallClient person = agent.as(session.get("upload_token").asText());
    String sessionId = session.get("session_id").asText();
    String ofSession = "/v1/sessions/" + sessionId;
    String text = person.get(ofSession + "/consent").get("sha256").asText();
    person.post(ofSession + "/consent", "{\"sha256\": \"%s\"}".formatted(text));
    String agentId =
        agent
            .post("/v1/agents", "{\"name\": \"Watching\", \"languages\": [\"en\"]}")
            .get("agent_id")
            .asText();
    String ofAgent = "/v1/agents/" + agentId;
    // One at a time: the queue gives a call to whoever is idle longest, whosever it was to be.
    synchronized (agent) {
      agent.post(ofAgent + "/duty", "{\"on\": true}");
      person.post(ofSession + "/call", "");
      Room room = new Room(person, sessionId, agentId, offered(ofAgent));
      JsonNode taken = agent.post("/v1/calls/%s/take".formatted(room.callId), self(agentId));
      if (!taken.get("session_id").asText().equals(sessionId)) {
        throw new IOException("the agent was offered another call than their own: " + taken);
      }
      // Else they would be offered the next one when this is over.
      agent.post(ofAgent + "/duty", "{\"on\": false}");
      return room;
    }
  }

  private String offered(String ofAgent) throws IOException, InterruptedException {
    while (System.nanoTime() < start) {
      agent.post(ofAgent + "/heartbeat", "");
      JsonNode offer = agent.post(ofAgent + "/offer", "");
      if (offer.has("call_id")) {
        return offer.get("call_id").asText();
      }
      TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
    }
    throw new IOException("the call was not connected when its recording was to begin");
  }

  /** Sends each slice when its second is over, whether or not the one before has arrived. */
  private void upload(Room room) throws IOException, InterruptedException {
    if (System.nanoTime() > start) {
      throw new IOException("the call was connected after its recording was to begin");
    }
    List<CompletableFuture<JsonNode>> sent = new ArrayList<>();
    for (int i = 0; i < slices.size(); i++) {
      sleepUntil(start + TimeUnit.SECONDS.toNanos(i + 1));
      sent.add(room.person.slice(room.sessionId, i, slices.get(i)));
    }
    for (CompletableFuture<JsonNode> slice : sent) {
      done(slice);
    }
  }

  private void followAsPerson(Room room) throws IOException, InterruptedException {
    int after = 0;
    String state = "connected";
    for (int wait = 0; !state.equals("ended"); wait = WAIT_SECONDS) {
      JsonNode events =
          room.person.get(room.session("call/events?after=%d&wait=%d".formatted(after, wait)));
      after = last(events, after);
      state = state(events);
    }
  }

  private List<Double> followAsAgent(Room room) throws IOException, InterruptedException {
    List<Double> millis = new ArrayList<>();
    int after = 0;
    int second = 0;
    String state = "connected";
    for (int wait = 0; !state.equals("ended"); wait = WAIT_SECONDS) {
      JsonNode events =
          agent.get(
              "/v1/calls/%s/events?agent_id=%s&after=%d&after_second=%d&wait=%d"
                  .formatted(room.callId, room.agentId, after, second, wait));
      double since = (System.nanoTime() - start) / 1e6;
      JsonNode scores = events.get("scores");
      // An answer for another reason has the scores that are known.
      if (scores.path("second").asInt() > second) {
        second = scores.get("second").asInt();
        millis.add(since - scores.get("presentation_time_ms").asLong());
      }
      after = last(events, after);
      state = state(events);
    }
    return millis;
  }

  private static int last(JsonNode events, int after) {
    JsonNode signals = events.get("signals");
    return signals.isEmpty() ? after : signals.get(signals.size() - 1).get("sequence").asInt();
  }

  private static String state(JsonNode events) throws IOException {
    String state = events.at("/call/state").asText();
    if (!state.equals("connected") && !state.equals("ended")) {
      throw new IOException("the call has lost a side: it is " + state);
    }
    return state;
  }

  private static String self(String agentId) {
    return "{\"agent_id\": \"%s\"}".formatted(agentId);
  }

  private static void sleepUntil(long time) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(time - System.nanoTime());
  }

  private static <T> T done(Future<T> work) throws IOException, InterruptedException {
    return done(work, LONGEST_END);
  }

  /**
   * What was done at the same time.
   *
   * @throws IOException if something stopped it, or it takes longer
   */
  static <T> T done(Future<T> work, Duration longest) throws IOException, InterruptedException {
    try {
      return work.get(longest.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException("a call over the gateway failed: " + e.getCause().getMessage(), e);
    } catch (TimeoutException e) {
      throw new IOException("a call over the gateway did not end", e);
    }
  }
}
