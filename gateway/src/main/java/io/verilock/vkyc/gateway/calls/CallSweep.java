package io.verilock.vkyc.gateway.calls;

import io.verilock.vkyc.gateway.outbox.Outbox;
import io.verilock.vkyc.gateway.uploads.FinishedVideo;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts right what no page asks about any more: calls whose two sides are gone, and recordings that
 * a page left unfinished when its call was over. What it does twice, at two gateways, it does once.
 */
public final class CallSweep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CallSweep.class);
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final int MOST_A_SWEEP = 100;

  /**
   * The person's page is gone, and has had a minute to send what it had. A call that lost a side
   * may yet be gone on with.
   */
  private static final String LEFT_BEHIND =
      "select session_id from live_call join session using (session_id) where state = 'ended'"
          + " and ended_by in ('person', 'agent', 'interruption')"
          + " and ended_at < now() - interval '60 seconds' and finished_at is null"
          + " and cancelled_at is null and expires_at > now()"
          + " and not exists (select 1 from live_call as later where later.session_id ="
          + " live_call.session_id and later.asked_at > live_call.asked_at)"
          + " and not exists (select 1 from caller_seen where caller_seen.call_id ="
          + " live_call.call_id and seen_at > now() - interval '60 seconds')"
          + " and exists (select 1 from chunk_receipt where chunk_receipt.session_id ="
          + " live_call.session_id)"
          + " and not exists (select 1 from chunk_receipt where chunk_receipt.session_id ="
          + " live_call.session_id and received_at > now() - interval '60 seconds')"
          + " order by ended_at limit :most";

  private final Jdbi jdbi;
  private final Outbox outbox;
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "call-sweep");
            thread.setDaemon(true);
            return thread;
          });

  /** Starts to sweep. */
  public CallSweep(Jdbi jdbi, Outbox outbox) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    var unused =
        sweeper.scheduleWithFixedDelay(
            this::trySweep, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() throws InterruptedException {
    sweeper.shutdown();
    if (!sweeper.awaitTermination(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
      sweeper.shutdownNow();
    }
  }

  private void trySweep() {
    try {
      sweep();
    } catch (RuntimeException e) {
      LOG.warn("calls that were left behind wait for the next sweep: {}", e.getMessage());
    }
  }

  /** Sweeps once. */
  void sweep() {
    for (String tenantId : jdbi.withHandle(CallSweep::overdue)) {
      jdbi.useTransaction(
          handle -> {
            Queue.hold(handle, tenantId);
            Queue.putRight(handle, tenantId);
          });
    }
    List<String> sessions =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(LEFT_BEHIND)
                    .bind("most", MOST_A_SWEEP)
                    .mapTo(String.class)
                    .list());
    for (String sessionId : sessions) {
      jdbi.useTransaction(
          handle ->
              FinishedVideo.leave(
                  handle, outbox, sessionId, Instant.now().truncatedTo(ChronoUnit.MILLIS)));
    }
  }

  private static List<String> overdue(Handle handle) {
    return handle
        .createQuery("select distinct tenant_id from live_call where " + Presence.OVERDUE)
        .mapTo(String.class)
        .list();
  }
}
