package io.verilock.vkyc.local.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.webhooks.WebhookDispatchJob;
import io.verilock.vkyc.local.stack.ProcessCluster;
import io.verilock.vkyc.local.webhooks.Receivers.Taken;
import io.verilock.vkyc.schemas.DeliveryState;
import io.verilock.vkyc.schemas.SigningSecret;
import io.verilock.vkyc.schemas.Topic;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.WebhookAttempt;
import io.verilock.vkyc.testing.TopicContents;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The dispatch job's jar on a Flink cluster of processes: one of twenty endpoints is dead, slow or
 * failing, and a process of the cluster is killed while webhooks are sent.
 */
@ExtendWith(ProcessCluster.Shared.class)
final class WebhookClusterIT {
  private static final int ENDPOINTS = 60;
  private static final int SESSIONS = 30;
  private static final Receivers.Behaviour WELL = () -> 204;

  private final Receivers receivers;
  private final ProcessCluster cluster;

  WebhookClusterIT(ProcessCluster cluster) throws IOException {
    this.cluster = cluster;
    receivers = new Receivers();
  }

  @AfterEach
  void stopReceivers() {
    receivers.close();
  }

  @Test
  void aKilledProcessAndBadEndpointsLoseNothingAndKeepTheOrder() throws Exception {
    String job =
        cluster.run(
            WebhookDispatchJob.class.getName(),
            Map.of(
                "vkyc.kafka.bootstrap-servers",
                cluster.bootstrapServers(),
                "vkyc.webhooks.development",
                "true",
                "vkyc.webhooks.timeout",
                "3 s"),
            null);
    cluster.await("the job", job, () -> cluster.rest().running(job));

    try (EventTopics topics = new EventTopics(cluster.bootstrapServers());
        ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String secret = SigningSecret.generate(SigningSecret.Scheme.HMAC).text();
      for (int i = 0; i < ENDPOINTS; i++) {
        URI url = receivers.add("ep-" + i, secret, WELL);
        // It takes connections and never says anything.
        URI dead = URI.create("http://127.0.0.1:%d/".formatted(silent.getLocalPort()));
        topics.endpoint("ep-" + i, "tenant-" + i, i == 2 ? dead : url, secret);
      }
      topics.flush();
      // An event is for the endpoints that are known when it comes.
      cluster.await(
          "all endpoints", job, () -> records(Topics.WEBHOOK_ENDPOINT_STATUS) == ENDPOINTS);
      receivers.behave("ep-0", () -> 500);
      receivers.behave(
          "ep-1",
          () -> {
            TimeUnit.SECONDS.sleep(2);
            return 200;
          });
      sendEvents(topics, "video.completed");
      cluster.await("the first webhooks", job, () -> receivers.taken().size() > ENDPOINTS);

      cluster.loseTaskManager(job, "deliver-webhooks", 0);
      sendEvents(topics, "video.reviewed");
      cluster.await("all webhooks of those that are well", job, () -> complete(3) == ENDPOINTS - 3);

      receivers.behave("ep-0", WELL);
      receivers.behave("ep-1", WELL);
      URI mended = receivers.add("ep-2", secret, WELL);
      topics.endpoint("ep-2", "tenant-2", mended, secret);
      topics.flush();
      cluster.await("all webhooks", job, () -> complete(0) == ENDPOINTS);
    }

    assertThat(receivers.forged()).isEmpty();
    assertInOrder();
    cluster.await(
        "every delivery's record", job, () -> delivered().size() == ENDPOINTS * SESSIONS * 2);
    assertThat(records(Topics.DEAD_LETTERS)).isZero();
  }

  private void sendEvents(EventTopics topics, String type) {
    for (int session = 0; session < SESSIONS; session++) {
      for (int endpoint = 0; endpoint < ENDPOINTS; endpoint++) {
        topics.event("tenant-" + endpoint, "s-%d-%d".formatted(endpoint, session), type);
      }
    }
    topics.flush();
  }

  /** Receivers from a number on that have taken all of their webhooks. */
  private long complete(int from) {
    Map<String, Set<String>> events =
        receivers.taken().stream()
            .collect(
                Collectors.groupingBy(
                    Taken::receiver, Collectors.mapping(Taken::eventId, Collectors.toSet())));
    long complete = 0;
    for (int i = from; i < ENDPOINTS; i++) {
      if (events.getOrDefault("ep-" + i, Set.of()).size() == SESSIONS * 2) {
        complete++;
      }
    }
    return complete;
  }

  /** No session is reviewed before it is completed, at any receiver. */
  private void assertInOrder() {
    Set<String> completed = new HashSet<>();
    List<Taken> early = new ArrayList<>();
    for (Taken one : receivers.taken()) {
      assertThat(one.sessionId()).startsWith("s-" + one.receiver().substring(3) + "-");
      assertThat(one.eventId()).isEqualTo(EventTopics.eventId(one.sessionId(), one.type()));
      if (one.type().equals("video.completed")) {
        completed.add(one.sessionId());
      } else if (!completed.contains(one.sessionId())) {
        early.add(one);
      }
    }
    assertThat(early).as("reviewed before completed").isEmpty();
  }

  private int records(Topic<?> topic) throws IOException {
    return TopicContents.of(cluster.bootstrapServers(), topic).size();
  }

  private Set<String> delivered() throws IOException {
    Set<String> delivered = new HashSet<>();
    for (WebhookAttempt attempt :
        TopicContents.decoded(cluster.bootstrapServers(), Topics.WEBHOOK_ATTEMPTS)) {
      if (attempt.getState() == DeliveryState.delivered) {
        delivered.add(attempt.getEventId());
      }
    }
    return delivered;
  }
}
