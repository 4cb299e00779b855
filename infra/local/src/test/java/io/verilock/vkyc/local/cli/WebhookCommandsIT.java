package io.verilock.vkyc.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.local.stack.SharedStack;
import io.verilock.vkyc.local.stack.SharedStack.Running;
import io.verilock.vkyc.local.webhooks.Receivers;
import io.verilock.vkyc.local.webhooks.Receivers.Taken;
import io.verilock.vkyc.schemas.SigningSecret;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.ColourFiles;
import io.verilock.vkyc.testing.TopicContents;
import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An integrator's first day: each step builds on those before it. */
@TestMethodOrder(OrderAnnotation.class)
@ExtendWith(SharedStack.class)
class WebhookCommandsIT {
  private static final String NAME = "hooks";

  @TempDir static Path folder;
  private static Running running;
  private static Receivers receivers;
  private static URI url;
  private static String endpoint;

  @BeforeAll
  static void start(Running shared) throws Exception {
    running = shared;
    receivers = new Receivers();
    url = receivers.add(NAME, SigningSecret.generate(SigningSecret.Scheme.HMAC).text(), () -> 204);
    ColourFiles.clip(folder.resolve("red.webm"), Color.RED.darker());
  }

  @AfterAll
  static void stop() {
    receivers.close();
  }

  @Test
  @Order(1)
  void whatCannotBeAnEndpointIsRefusedWithAReason() {
    assertThat(vkyc("webhooks", "list").err()).contains("./vkyc webhooks add URL");
    Run plain = vkyc("webhooks", "add", url.toString());
    assertThat(plain.exit()).isEqualTo(2);
    assertThat(plain.err()).contains("does not start with https://", "--development");
    assertThat(vkyc("webhooks", "add", "ftp://example.com").err()).doesNotContain("--development");
    assertThat(vkyc("webhooks", "add", "https://example.com", "--events", "video.done").err())
        .contains("there are no events video.done; there are video.completed, video.reviewed");
    assertThat(vkyc("webhooks", "test", "ep_no").err()).contains("there is no endpoint ep_no");
    assertThat(vkyc("webhooks", "replay").err()).contains("--endpoint, --event, or --from");
    assertThat(vkyc("webhooks", "replay", "--from", "noon").err()).contains("not 'noon'");
    assertThat(vkyc("webhooks", "replay", "--from", "2026-02-01", "--to", "2026-01-01").err())
        .contains("--from is not before --to");
    assertThat(vkyc("webhooks", "replay", "--endpoint", "ep_no").err())
        .contains("there is no endpoint ep_no");
    assertThat(vkyc("webhooks", "rotate", "ep_no", "--keep", "24").err()).contains("not '24'");
  }

  @Test
  @Order(2)
  void anAddedEndpointIsListedWithoutItsSecretAndCanBeTested() throws Exception {
    Run added = vkyc("webhooks", "add", url.toString(), "--development");
    assertThat(added.exit()).as(added.err()).isZero();
    endpoint = value(added, "endpoint");
    String secret = value(added, "secret");
    receivers.trust(NAME, secret);

    Await.until("what was done is seen", () -> vkyc("webhooks", "list").out().contains("active"));
    assertThat(vkyc("webhooks", "list").out())
        .contains(endpoint, url.toString(), "v1")
        .doesNotContain(secret);
    Run test = vkyc("webhooks", "test", endpoint);
    assertThat(test.exit()).as(test.out()).isZero();
    assertThat(test.out()).contains("delivered: answered 204");
    assertThat(receivers.taken()).extracting(Taken::type).containsExactly("webhook.test");
  }

  @Test
  @Order(3)
  void aSessionsResultAndItsReviewArriveInOrder() throws Exception {
    assertThat(ingest("anna").exit()).isZero();
    Await.until("what was done is seen", () -> types("anna").contains("video.completed"));
    assertThat(vkyc("review", "anna", "--result", "approved").exit()).isZero();
    Await.until("what was done is seen", () -> types("anna").size() == 2);

    assertThat(types("anna")).containsExactly("video.completed", "video.reviewed");
    assertThat(receivers.forged()).isEmpty();
    Await.until(
        "what was done is seen",
        () -> vkyc("webhooks", "list", endpoint).out().contains("video.reviewed"));
    assertThat(vkyc("webhooks", "list", endpoint).out()).contains("delivered", "204");
  }

  @Test
  @Order(4)
  void bothKeysSignWhileTheyAreRotated() throws Exception {
    String next = value(vkyc("webhooks", "rotate", endpoint), "secret");
    Await.until("what was done is seen", () -> vkyc("webhooks", "list").out().contains("2 keys"));

    assertThat(vkyc("webhooks", "test", endpoint).exit()).as("the old key still signs").isZero();
    receivers.trust(NAME, next);
    assertThat(vkyc("webhooks", "test", endpoint).exit()).isZero();
    assertThat(receivers.forged()).isEmpty();
  }

  @Test
  @Order(5)
  void whatAnEndpointThatWasGoneMissedIsReplayed() throws Exception {
    receivers.behave(NAME, () -> 410);
    assertThat(ingest("ben", "cleo").exit()).isZero();
    Await.until("what was done is seen", () -> deadLetters() == 2);
    assertThat(vkyc("webhooks", "list").out()).contains("gone since", "answered 410");
    assertThat(vkyc("webhooks", "test", endpoint).out()).contains("not delivered: answered 410");
    receivers.behave(NAME, () -> 204);

    assertThat(vkyc("webhooks", "replay", "--endpoint", endpoint).out())
        .isEqualTo(
            "0 are sent again, 2 not, because their endpoint is disabled, gone or removed\n");
    Run none = vkyc("webhooks", "replay", "--endpoint", endpoint, "--to", "2020-01-01");
    assertThat(none.out()).startsWith("0 are sent again");
    assertThat(vkyc("webhooks", "update", endpoint, "--enabled=true").exit()).isZero();
    Await.until("what was done is seen", () -> vkyc("webhooks", "list").out().contains("active"));
    Run dry = vkyc("webhooks", "replay", "--endpoint", endpoint, "--dry-run");
    assertThat(dry.out()).startsWith("2 would be sent again");
    Run replay = vkyc("webhooks", "replay", "--from", "2020-01-01T00:00Z");
    assertThat(replay.out()).isEqualTo("2 are sent again\n");

    Await.until(
        "what was done is seen", () -> types("ben").size() == 1 && types("cleo").size() == 1);
    Await.until(
        "what was done is seen",
        () ->
            vkyc("webhooks", "replay", "--endpoint", endpoint, "--dry-run")
                .out()
                .startsWith("0 would"));
    String again = vkyc("webhooks", "replay", "--event", id("ben"), "--delivered-too").out();
    assertThat(again).startsWith("1 are sent again");
    Await.until("what was done is seen", () -> types("ben").size() == 2);
    assertThat(receivers.taken().stream().filter(one -> "ben".equals(one.sessionId())))
        .extracting(Taken::eventId)
        .as("the same id every time")
        .containsOnly(id("ben"));
  }

  @Test
  @Order(6)
  void aRemovedEndpointGetsNothing() throws Exception {
    assertThat(vkyc("webhooks", "remove", endpoint).exit()).isZero();
    Await.until("what was done is seen", () -> !vkyc("webhooks", "list").out().contains(endpoint));

    assertThat(vkyc("webhooks", "test", endpoint).exit()).isEqualTo(2);
  }

  @Test
  @Order(7)
  void aRecordThatCannotBeReadIsNamed() throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", running.stack().address().kafka()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(Topics.WEBHOOK_ENDPOINTS.name(), "ep_bad", new byte[] {1, 2, 3}))
          .get();
    }

    Run list = vkyc("webhooks", "list");
    assertThat(list.exit()).isEqualTo(1);
    assertThat(list.err())
        .contains("video.webhook-endpoints, partition ", "offset ", "not a record");
  }

  private static Run ingest(String... sessions) throws Exception {
    Path manifest =
        Files.writeString(
            folder.resolve("people.csv"),
            "session_id,video,selfie,document,video_mode,video_language\n"
                + String.join(
                    "", List.of(sessions).stream().map(id -> id + ",red.webm,,,,\n").toList()));
    return vkyc("ingest", manifest.toString());
  }

  private static List<String> types(String sessionId) {
    return receivers.taken().stream()
        .filter(one -> sessionId.equals(one.sessionId()))
        .map(Taken::type)
        .toList();
  }

  private static String id(String sessionId) {
    return receivers.taken().stream()
        .filter(one -> sessionId.equals(one.sessionId()))
        .findFirst()
        .orElseThrow()
        .eventId();
  }

  /** Dead letters of the sessions whose webhooks were given up. */
  private static long deadLetters() throws IOException {
    return TopicContents.of(running.stack().address().kafka(), Topics.DEAD_LETTERS).stream()
        .filter(record -> List.of("ben", "cleo").contains(record.key()))
        .count();
  }

  private static String value(Run run, String name) {
    return run.out()
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).strip())
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no %s in: %s%s".formatted(name, run.out(), run.err())));
  }

  private static Run vkyc(String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--data";
    all[arguments.length + 1] = running.folder().toString();
    return Run.of(all);
  }
}
