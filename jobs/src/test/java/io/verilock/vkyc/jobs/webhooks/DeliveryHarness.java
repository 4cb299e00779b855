package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.jobs.delivery.Answer;
import io.verilock.vkyc.jobs.delivery.RetrySchedule;
import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.SigningKey;
import io.verilock.vkyc.schemas.SigningSecret;
import io.verilock.vkyc.schemas.Topic;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.WebhookAttempt;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import io.verilock.vkyc.schemas.WebhookEndpointStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.AbstractKeyedStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** The operator that delivers, with a sender that is answered by hand. */
final class DeliveryHarness implements AutoCloseable {
  static final String ENDPOINT = "ep_1";
  static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  static final Duration WINDOW = Duration.ofDays(3);
  static final int CONCURRENCY = 3;

  private static final SigningSecret SECRET = SigningSecret.generate(SigningSecret.Scheme.HMAC);

  /** Found again by what of the factory is serialized on its way into the operator. */
  private static final AtomicReference<HandSender> OPENED = new AtomicReference<>();

  private final AbstractStreamOperatorTestHarness<Outgoing> operator;
  private final HandSender sender;
  private long offset;

  private DeliveryHarness(OperatorSubtaskState state, long now) throws Exception {
    sender = new HandSender();
    OPENED.set(sender);
    operator =
        new AbstractStreamOperatorTestHarness<>(
            new DeliverWebhooksFactory(() -> OPENED.get(), new RetrySchedule(WINDOW), CONCURRENCY),
            1,
            1,
            0);
    KeySelector<Delivery, String> delivery = Delivery::endpointId;
    KeySelector<EndpointChange, String> change = EndpointChange::endpointId;
    operator.getStreamConfig().setStatePartitioner(0, delivery);
    operator.getStreamConfig().setStatePartitioner(1, change);
    operator
        .getStreamConfig()
        .setStateKeySerializer(Types.STRING.createSerializer(new SerializerConfigImpl()));
    operator.getStreamConfig().serializeAllConfigs();
    operator.setProcessingTime(now);
    operator.setup(TypeInformation.of(Outgoing.class).createSerializer(new SerializerConfigImpl()));
    if (state == null) {
      operator.initializeEmptyState();
    } else {
      operator.initializeState(state);
    }
    operator.open();
    settle();
  }

  static DeliveryHarness start() throws Exception {
    return new DeliveryHarness(null, START);
  }

  /** The operator after a failure, on what its last checkpoint held. */
  DeliveryHarness restored() throws Exception {
    OperatorSubtaskState state = operator.snapshot(1, 1);
    long now = operator.getProcessingTime();
    close();
    return new DeliveryHarness(state, now);
  }

  HandSender sender() {
    return sender;
  }

  void event(String sessionId, String eventId) throws Exception {
    receive(delivery(ENDPOINT, sessionId, eventId, false));
  }

  void event(String endpointId, String sessionId, String eventId) throws Exception {
    receive(delivery(endpointId, sessionId, eventId, false));
  }

  void test(String eventId) throws Exception {
    receive(delivery(ENDPOINT, "webhook-test", eventId, true));
  }

  void endpoint(String endpointId, boolean enabled) throws Exception {
    change(new EndpointChange(endpointId, endpointOf(endpointId, enabled)));
  }

  void remove(String endpointId) throws Exception {
    change(new EndpointChange(endpointId, null));
  }

  void change(EndpointChange change) throws Exception {
    StreamRecord<EndpointChange> record = new StreamRecord<>(change);
    operator().setKeyContextElement2(record);
    operator().processElement2(record);
    settle();
  }

  void answer(String event, int status) throws Exception {
    sender.answer(event, status);
    settle();
  }

  void answer(String event, Answer answer) throws Exception {
    sender.answer(event, answer);
    settle();
  }

  void pass(Duration time) throws Exception {
    operator.setProcessingTime(operator.getProcessingTime() + time.toMillis());
    settle();
  }

  long now() {
    return operator.getProcessingTime();
  }

  List<WebhookAttempt> attempts() {
    return written(Topics.WEBHOOK_ATTEMPTS);
  }

  List<WebhookEndpointStatus> statuses() {
    return written(Topics.WEBHOOK_ENDPOINT_STATUS);
  }

  List<DeadLetter> deadLetters() {
    var letters = operator.getSideOutput(DeliverWebhooks.DEAD_LETTERS);
    return letters == null ? List.of() : letters.stream().map(StreamRecord::getValue).toList();
  }

  int stateEntries() {
    return ((AbstractKeyedStateBackend<?>) operator().getKeyedStateBackend())
        .numKeyValueStateEntries();
  }

  @Override
  public void close() throws Exception {
    operator.close();
  }

  /** An endpoint written a moment after the harness's time, so that it is news. */
  WebhookEndpoint endpointOf(String endpointId, boolean enabled) {
    return WebhookEndpoint.newBuilder()
        .setEndpointId(endpointId)
        .setTenantId("bank")
        .setUrl("https://example.com/" + endpointId)
        .setEnabled(enabled)
        .setSigningKeys(List.of(new SigningKey(SECRET.text(), null)))
        .setUpdatedAt(Instant.ofEpochMilli(now() + offset++))
        .build();
  }

  private void receive(Delivery delivery) throws Exception {
    StreamRecord<Delivery> record = new StreamRecord<>(delivery);
    operator().setKeyContextElement1(record);
    operator().processElement1(record);
    settle();
  }

  private Delivery delivery(String endpointId, String sessionId, String eventId, boolean test) {
    return new Delivery(
        endpointId,
        "bank",
        sessionId,
        eventId,
        "video.completed",
        "{}".getBytes(StandardCharsets.UTF_8),
        2,
        offset++,
        test ? "req_1" : null,
        test);
  }

  private DeliverWebhooks operator() {
    return (DeliverWebhooks) operator.getOperator();
  }

  /** Does what answers and long backlogs left in the task's mailbox. */
  private void settle() throws Exception {
    while (true) {
      var mail = operator.getTaskMailbox().tryTake(0);
      if (mail.isEmpty()) {
        return;
      }
      mail.get().run();
    }
  }

  private <T extends SpecificRecord> List<T> written(Topic<T> topic) {
    return operator.extractOutputValues().stream()
        .filter(record -> record.topic().equals(topic.name()) && record.value() != null)
        .map(
            record -> {
              try {
                return topic.decode(record.value());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toList();
  }
}
