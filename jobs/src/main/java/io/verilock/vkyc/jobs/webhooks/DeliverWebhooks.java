package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.jobs.delivery.RetrySchedule;
import io.verilock.vkyc.jobs.delivery.WebhookSender;
import io.verilock.vkyc.jobs.io.DeadLetterCode;
import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.EndpointState;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
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
        Triggerable<String, String>,
        Round.Hands {
  static final String UID = "deliver-webhooks";
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>(UID + "-dead-letters", TypeInformation.of(DeadLetter.class));
  private static final long serialVersionUID = 1;

  private final WebhookSender.Opener opener;
  private final RetrySchedule schedule;
  private final int concurrency;
  private final transient MailboxExecutor mailbox;
  private transient WebhookCaller caller;
  private transient DeliveryLog log;
  private transient DeliveryMetrics meters;
  private transient InternalTimerService<String> timers;
  private transient EndpointRecord known;
  private transient PendingDeliveries deliveries;
  private transient Round round;
  private transient Aftermath aftermath;
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
    known = new EndpointRecord(context.getKeyedStateStore());
    deliveries = new PendingDeliveries(context.getKeyedStateStore());
    round = new Round(deliveries, schedule, this);
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService("attempts", StringSerializer.INSTANCE, this);
    log = new DeliveryLog(this::write, this::deadLetter);
    meters = new DeliveryMetrics(getMetricGroup());
    aftermath =
        new Aftermath(
            known,
            deliveries,
            schedule,
            log,
            meters,
            this::now,
            timers::registerProcessingTimeTimer);
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
    Optional<String> refused = known.health().refused(lane.endpoint());
    if (refused.isPresent()) {
      giveUp(pending, DeadLetterCode.ENDPOINT_DISABLED, refused.get());
    } else if (maySend(lane) && deliveries.begin(pending)) {
      send(pending, lane);
    } else {
      deliveries.add(pending);
      if (lane.endpoint() == null) {
        timers.registerProcessingTimeTimer(Aftermath.OWN, schedule.end(pending.since()));
      }
    }
  }

  @Override
  public void processElement2(StreamRecord<EndpointChange> element) throws Exception {
    EndpointChange change = element.getValue();
    WebhookEndpoint next = change.endpoint();
    WebhookEndpoint before = known.endpoint();
    if (!change.supersedes(before)) {
      return;
    }
    boolean wasWell = known.health().well();
    lanes.computeIfPresent(change.endpointId(), (id, lane) -> lane.to(next));
    meters.failing(change.endpointId(), false);
    known.keep(next);
    if (next == null) {
      known.keep(EndpointHealth.WELL.removed());
      log.noStatus(change.endpointId());
    } else {
      known.keep(EndpointHealth.WELL);
      if (before == null || !wasWell) {
        log.status(next, EndpointState.active, now(), null);
      }
      deliveries.hasten(lane(change.endpointId()));
    }
    pump(change.endpointId());
  }

  @Override
  public void onProcessingTime(InternalTimer<String, String> timer) throws Exception {
    String sessionId = timer.getNamespace();
    if (!sessionId.equals(Aftermath.OWN)) {
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
        EndpointRecord.ENDPOINT,
        (endpointId, state) -> {
          endpoints.add(endpointId);
          meters.pending(deliveries.backlogSize());
          meters.failing(endpointId, !known.health().well());
        });
    for (String endpointId : endpoints) {
      setCurrentKey(endpointId);
      pump(endpointId);
    }
  }

  /** Sends what is due and may be sent; gives up what cannot be sent any more. */
  private void pump(String endpointId) throws Exception {
    Lane lane = lane(endpointId);
    if (round.go(lane, known.health().refused(lane.endpoint()), now())) {
      later(endpointId, () -> pump(endpointId));
    } else if (lane.isIdle()) {
      lanes.remove(endpointId);
      if (lane.endpoint() == null) {
        known.keep(EndpointHealth.WELL);
      }
    }
  }

  @Override
  public void send(Pending pending, Lane lane) {
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
          Lane since = lane(delivery.endpointId());
          since.end(delivery.sessionId());
          aftermath.of(delivery, startedAt, answer, since);
          pump(delivery.endpointId());
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

  @Override
  public void giveUp(Pending pending, DeadLetterCode code, String reason) {
    meters.pending(-1);
    meters.givenUp();
    log.givenUp(pending, now(), code, reason);
  }

  @Override
  public boolean maySend(Lane lane) throws Exception {
    return lane.endpoint() != null && lane.calls() < known.circuit().calls(now(), concurrency);
  }

  private Lane lane(String endpointId) throws Exception {
    Lane lane = lanes.get(endpointId);
    if (lane == null) {
      lane = new Lane(known.endpoint());
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
