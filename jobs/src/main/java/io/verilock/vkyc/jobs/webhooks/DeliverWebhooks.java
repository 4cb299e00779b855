package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.jobs.delivery.Answer;
import io.verilock.vkyc.jobs.delivery.Circuit;
import io.verilock.vkyc.jobs.delivery.RetrySchedule;
import io.verilock.vkyc.jobs.delivery.WebhookSender;
import io.verilock.vkyc.jobs.io.DeadLetterCode;
import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.EndpointState;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Delivers webhooks: at least once, a session's in their order, each endpoint on its own.
 *
 * <p>Keyed by endpoint. Per endpoint it keeps the endpoint, its circuit, a backlog of deliveries
 * that were never attempted, and a queue for each session with a delivery under way or waiting for
 * its next attempt; each delivery until it is done or its window has passed. Attempts are made by
 * timers of this state and by a sender that never blocks; its answers come back through the task's
 * mailbox, so that state has one thread. An operator of our own, because Flink's functions offer
 * either keyed timers or answers from outside, not both.
 */
final class DeliverWebhooks extends AbstractStreamOperator<Outgoing>
    implements TwoInputStreamOperator<Delivery, EndpointChange, Outgoing>,
        Triggerable<String, String> {
  static final String UID = "deliver-webhooks";
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>(UID + "-dead-letters", TypeInformation.of(DeadLetter.class));
  private static final long serialVersionUID = 1;

  /** Namespace of an endpoint's own timers; those of sessions have the session's id. */
  private static final String OWN = "";

  /** Deliveries looked at in one go, so that a long backlog lets others through. */
  private static final int STRIDE = 200;

  private static final ValueStateDescriptor<WebhookEndpoint> ENDPOINT =
      new ValueStateDescriptor<>("endpoint", TypeInformation.of(WebhookEndpoint.class));
  private static final ValueStateDescriptor<Circuit> CIRCUIT =
      new ValueStateDescriptor<>("circuit", TypeInformation.of(Circuit.class));
  private static final ValueStateDescriptor<String> REFUSAL =
      new ValueStateDescriptor<>("refusal", Types.STRING);
  private final WebhookSender.Opener opener;
  private final RetrySchedule schedule;
  private final int concurrency;
  private final transient MailboxExecutor mailbox;
  private transient WebhookCaller caller;
  private transient DeliveryLog log;
  private transient DeliveryMetrics meters;
  private transient InternalTimerService<String> timers;
  private transient ValueState<WebhookEndpoint> endpoint;
  private transient ValueState<Circuit> circuit;
  private transient ValueState<String> refusal;
  private transient PendingDeliveries deliveries;
  private transient Map<String, Lane> lanes;

  DeliverWebhooks(
      StreamOperatorParameters<Outgoing> parameters,
      MailboxExecutor mailbox,
      WebhookSender.Opener opener,
      RetrySchedule schedule,
      int concurrency) {
    super(parameters);
    this.mailbox = mailbox;
    this.opener = opener;
    this.schedule = schedule;
    this.concurrency = concurrency;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    endpoint = context.getKeyedStateStore().getState(ENDPOINT);
    circuit = context.getKeyedStateStore().getState(CIRCUIT);
    refusal = context.getKeyedStateStore().getState(REFUSAL);
    deliveries = new PendingDeliveries(context.getKeyedStateStore());
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService("attempts", StringSerializer.INSTANCE, this);
    log = new DeliveryLog(this::write, this::deadLetter);
    meters = new DeliveryMetrics(getMetricGroup());
    lanes = new HashMap<>();
    caller = new WebhookCaller(opener.open(), mailbox);
    caller.later(this::resume);
  }

  @Override
  public void close() throws Exception {
    if (caller != null) {
      caller.close();
    }
    super.close();
  }

  @Override
  public void processElement1(StreamRecord<Delivery> element) throws Exception {
    Delivery delivery = element.getValue();
    Lane lane = lane(delivery.endpointId());
    if (delivery.test()) {
      test(delivery, lane);
      return;
    }
    Pending pending = Pending.of(delivery, now());
    meters.pending(1);
    Optional<String> refused = refused(lane);
    if (refused.isPresent()) {
      giveUp(pending, DeadLetterCode.ENDPOINT_DISABLED, refused.get());
    } else if (maySend(lane) && deliveries.begin(pending)) {
      send(pending, lane);
    } else {
      deliveries.add(pending);
      if (lane.endpoint() == null) {
        timers.registerProcessingTimeTimer(OWN, schedule.end(pending.since()));
      }
    }
  }

  @Override
  public void processElement2(StreamRecord<EndpointChange> element) throws Exception {
    EndpointChange change = element.getValue();
    WebhookEndpoint next = change.endpoint();
    WebhookEndpoint known = endpoint.value();
    if (!change.supersedes(known)) {
      return;
    }
    lanes.computeIfPresent(change.endpointId(), (id, lane) -> lane.to(next));
    boolean wasFailing = refusal.value() != null || !circuit().closed();
    refusal.clear();
    circuit.clear();
    meters.failing(change.endpointId(), false);
    if (next == null) {
      endpoint.clear();
      refusal.update("the endpoint was removed");
      log.noStatus(change.endpointId());
      pump(change.endpointId());
      return;
    }
    endpoint.update(next);
    if (known == null || wasFailing) {
      log.status(next, EndpointState.active, now(), null);
    }
    hasten(lane(change.endpointId()));
    pump(change.endpointId());
  }

  @Override
  public void onProcessingTime(InternalTimer<String, String> timer) throws Exception {
    String sessionId = timer.getNamespace();
    if (!sessionId.equals(OWN)) {
      Lane lane = lane(timer.getKey());
      SessionQueue queue = deliveries.queue(sessionId);
      if (queue != null && queue.head().dueAt() <= timer.getTimestamp()) {
        lane.due(sessionId);
      }
    }
    pump(timer.getKey());
  }

  @Override
  public void onEventTime(InternalTimer<String, String> timer) {
    throw new IllegalStateException("no event-time timer is ever set");
  }

  /** Goes on where the state says this job was: whatever was under way is sent again. */
  private void resume() throws Exception {
    KeyedStateBackend<String> backend = getKeyedStateBackend();
    Set<String> endpoints = new LinkedHashSet<>();
    backend.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        PendingDeliveries.SESSIONS,
        (endpointId, state) -> {
          endpoints.add(endpointId);
          Lane lane = lane(endpointId);
          for (Map.Entry<String, SessionQueue> entry : state.entries()) {
            meters.pending(entry.getValue().deliveries().size());
            if (entry.getValue().head().dueAt() <= now()) {
              lane.due(entry.getKey());
            }
          }
        });
    backend.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        ENDPOINT,
        (endpointId, state) -> {
          endpoints.add(endpointId);
          meters.pending(deliveries.backlogSize());
          meters.failing(endpointId, refusal.value() != null || !circuit().closed());
        });
    for (String endpointId : endpoints) {
      setCurrentKey(endpointId);
      pump(endpointId);
    }
  }

  /** Sends what is due and may be sent; gives up what cannot be sent any more. */
  private void pump(String endpointId) throws Exception {
    Lane lane = lane(endpointId);
    Optional<String> refused = refused(lane);
    boolean more =
        refused.isPresent() ? giveUpSome(refused.get(), lane) : giveUpExpired() || sendSome(lane);
    if (more) {
      later(endpointId, () -> pump(endpointId));
    } else if (lane.isIdle()) {
      lanes.remove(endpointId);
      if (lane.endpoint() == null) {
        refusal.clear();
      }
    }
  }

  /** Gives up what no attempt was made for in time; true where there may be more of it. */
  private boolean giveUpExpired() throws Exception {
    for (int step = 0; step < STRIDE; step++) {
      Pending oldest = deliveries.oldest();
      if (oldest == null || now() < schedule.end(oldest.since())) {
        return false;
      }
      deliveries.takeOldest();
      giveUp(oldest, DeadLetterCode.DELIVERY_EXHAUSTED, "its endpoint failed all the time");
    }
    return true;
  }

  /** Sends as much as may be under way; true where there may be more of it. */
  private boolean sendSome(Lane lane) throws Exception {
    for (int step = 0; step < STRIDE; step++) {
      if (!maySend(lane) || !sendNext(lane)) {
        return false;
      }
    }
    return true;
  }

  /** Gives up what is not under way; true where there may be more of it. */
  private boolean giveUpSome(String reason, Lane lane) throws Exception {
    int step = 0;
    for (Pending next; step < STRIDE && (next = deliveries.takeOldest()) != null; step++) {
      giveUp(next, DeadLetterCode.ENDPOINT_DISABLED, reason);
    }
    List<Pending> waiting = deliveries.takeWaiting(lane, STRIDE - step);
    for (Pending pending : waiting) {
      giveUp(pending, DeadLetterCode.ENDPOINT_DISABLED, reason);
    }
    return step + waiting.size() >= STRIDE;
  }

  /** Deals with the next delivery; false where there is none. */
  private boolean sendNext(Lane lane) throws Exception {
    Optional<String> due = lane.nextDue();
    if (due.isPresent()) {
      SessionQueue queue = deliveries.queue(due.get());
      if (queue != null) {
        send(queue.head(), lane);
      }
      return true;
    }
    Pending next = deliveries.takeOldest();
    if (next == null) {
      return false;
    }
    SessionQueue queue = deliveries.queue(next.delivery().sessionId());
    if (queue == null) {
      deliveries.put(SessionQueue.of(next));
      send(next, lane);
    } else {
      deliveries.put(queue.with(next));
    }
    return true;
  }

  private void send(Pending pending, Lane lane) {
    Delivery delivery = pending.delivery();
    long startedAt = now();
    lane.begin(delivery.sessionId());
    meters.begun();
    caller.call(
        delivery,
        lane.endpoint(),
        startedAt,
        answer -> {
          setCurrentKey(delivery.endpointId());
          answered(delivery, startedAt, answer);
        });
  }

  /** One call at once, beside everything else. */
  private void test(Delivery delivery, Lane lane) {
    long startedAt = now();
    if (lane.endpoint() == null) {
      log.notTested(delivery, startedAt, "the endpoint is not known here");
      return;
    }
    caller.call(
        delivery,
        lane.endpoint(),
        startedAt,
        answer -> log.tested(new DeliveryLog.Attempt(delivery, 1, startedAt, answer)));
  }

  private void later(String endpointId, WebhookCaller.Step step) {
    caller.later(
        () -> {
          setCurrentKey(endpointId);
          step.run();
        });
  }

  private void answered(Delivery delivery, long startedAt, Answer answer) throws Exception {
    Lane lane = lane(delivery.endpointId());
    lane.end(delivery.sessionId());
    SessionQueue queue = deliveries.queue(delivery.sessionId());
    Pending head = queue.head().attempted();
    meters.answered(answer, now() - head.since());
    var attempt = new DeliveryLog.Attempt(delivery, head.attempts(), startedAt, answer);
    if (answer.taken()) {
      log.delivered(attempt);
      advance(queue, lane);
      works(lane);
    } else if (refused(lane).isPresent()) {
      giveUp(attempt, DeadLetterCode.ENDPOINT_DISABLED);
      advance(queue, lane);
    } else if (answer.gone()) {
      refusal.update("the endpoint answered that it is gone");
      meters.failing(delivery.endpointId(), true);
      log.status(lane.endpoint(), EndpointState.gone, now(), answer.reason());
      giveUp(attempt, DeadLetterCode.ENDPOINT_DISABLED);
      advance(queue, lane);
    } else {
      fails(lane, answer);
      retry(attempt, queue.withHead(head), lane);
    }
    pump(delivery.endpointId());
  }

  private void retry(DeliveryLog.Attempt attempt, SessionQueue queue, Lane lane) throws Exception {
    Delivery delivery = attempt.delivery();
    Pending head = queue.head();
    OptionalLong next =
        schedule.next(
            head.attempts(),
            head.since(),
            now(),
            attempt.answer().pause().orElse(Duration.ZERO),
            delivery.endpointId() + delivery.eventId());
    if (next.isEmpty()) {
      giveUp(attempt, DeadLetterCode.DELIVERY_EXHAUSTED);
      advance(queue, lane);
      return;
    }
    long dueAt = next.getAsLong();
    deliveries.put(queue.withHead(head.dueAt(dueAt)));
    timers.registerProcessingTimeTimer(delivery.sessionId(), dueAt);
    log.retrying(attempt, dueAt);
  }

  /** The session's next delivery is due, now that its head is done. */
  private void advance(SessionQueue queue, Lane lane) throws Exception {
    meters.pending(-1);
    if (deliveries.removeHead(queue)) {
      lane.due(queue.head().delivery().sessionId());
    }
  }

  /** The endpoint took a webhook: what waits for it need not wait longer. */
  private void works(Lane lane) throws Exception {
    Circuit before = circuit();
    if (before.failures() > 0) {
      circuit.clear();
    }
    if (!before.closed() && lane.endpoint() != null) {
      meters.failing(lane.endpoint().getEndpointId(), false);
      log.status(lane.endpoint(), EndpointState.active, now(), null);
      hasten(lane);
    }
  }

  private void fails(Lane lane, Answer answer) throws Exception {
    Circuit before = circuit();
    Circuit after = before.afterFailure(now(), answer.pause().orElse(Duration.ZERO));
    circuit.update(after);
    if (!after.closed() && after.openUntil() != before.openUntil()) {
      timers.registerProcessingTimeTimer(OWN, after.openUntil());
    }
    if (before.closed() && !after.closed()) {
      meters.failing(lane.endpoint().getEndpointId(), true);
      log.status(lane.endpoint(), EndpointState.failing, now(), answer.reason());
    }
  }

  /** Every session that waits is due. Its timer finds nothing to do when it fires. */
  private void hasten(Lane lane) throws Exception {
    for (String sessionId : deliveries.sessions()) {
      lane.due(sessionId);
    }
  }

  private void giveUp(Pending pending, DeadLetterCode code, String reason) {
    meters.pending(-1);
    meters.givenUp();
    log.givenUp(pending, now(), code, reason);
  }

  private void giveUp(DeliveryLog.Attempt last, DeadLetterCode code) {
    meters.givenUp();
    log.givenUp(last, code);
  }

  /** Why the endpoint gets nothing; empty where it does, or is not known yet. */
  private Optional<String> refused(Lane lane) throws Exception {
    return lane.endpoint() != null && !lane.endpoint().getEnabled()
        ? Optional.of("the endpoint is disabled")
        : Optional.ofNullable(refusal.value());
  }

  private boolean maySend(Lane lane) throws Exception {
    return lane.endpoint() != null && lane.calls() < circuit().calls(now(), concurrency);
  }

  private Circuit circuit() throws Exception {
    Circuit known = circuit.value();
    return known == null ? Circuit.CLOSED : known;
  }

  private Lane lane(String endpointId) throws Exception {
    Lane lane = lanes.get(endpointId);
    if (lane == null) {
      lane = new Lane(endpoint.value());
      lanes.put(endpointId, lane);
    }
    return lane;
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  private void write(Outgoing outgoing) {
    output.collect(new StreamRecord<>(outgoing));
  }

  private void deadLetter(DeadLetter letter) {
    output.collect(DEAD_LETTERS, new StreamRecord<>(letter));
  }
}
