package io.verilock.vkyc.gateway.calls;

import io.verilock.vkyc.client.topics.TopicFollower;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whoever waits that there is something new in the call of a session, at whichever gateway it
 * was told. What is new they ask the database: a notice that is lost costs the rest of their wait.
 */
public final class CallNews implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CallNews.class);
  private static final String CHANNEL = "vkyc_call";

  /** After which the listener looks whether it is to end. */
  private static final int LOOK_MS = 500;

  private final Map<String, Map<Long, CompletableFuture<Void>>> waiting = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final DataSource database;
  private final TopicFollower listener;

  /** Starts to listen, with a connection of its own. */
  public CallNews(DataSource database) {
    this.database = database;
    listener =
        TopicFollower.start(
            "call-news",
            this::listen,
            e -> LOG.warn("news of calls are not heard, and tried again: {}", e.toString()));
  }

  /** Tells all gateways, once the transaction is committed. */
  static void tell(Handle handle, String sessionId) {
    handle
        .createQuery("select cast(pg_notify(:channel, :session) as text)")
        .bind("channel", CHANNEL)
        .bind("session", sessionId)
        .mapTo(String.class)
        .one();
  }

  /** Tells those who wait at this gateway. */
  public void tellHere(String sessionId) {
    waiting.getOrDefault(sessionId, Map.of()).values().forEach(one -> one.complete(null));
  }

  /**
   * Somebody who waits.
   *
   * @param told is done when there is news, or after a while
   */
  public record Waiting(String sessionId, long number, CompletableFuture<Void> told) {}

  /** Waits for news of a session's call, until {@link #forget}. */
  public Waiting next(String sessionId, Duration atMost) {
    CompletableFuture<Void> told =
        new CompletableFuture<Void>()
            .completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS);
    Waiting next = new Waiting(sessionId, numbers.incrementAndGet(), told);
    waiting.compute(
        sessionId,
        (id, before) -> {
          Map<Long, CompletableFuture<Void>> all =
              before == null ? new ConcurrentHashMap<>() : before;
          all.put(next.number(), told);
          return all;
        });
    return next;
  }

  /** Waits no more. */
  void forget(Waiting one) {
    one.told().complete(null);
    waiting.computeIfPresent(
        one.sessionId(),
        (id, all) -> {
          all.remove(one.number());
          return all.isEmpty() ? null : all;
        });
  }

  @Override
  public void close() {
    listener.close();
    waiting.keySet().forEach(this::tellHere);
  }

  private void listen(BooleanSupplier open) throws IOException {
    try (Connection connection = database.getConnection();
        Statement listen = connection.createStatement()) {
      listen.execute("listen " + CHANNEL);
      // What was told before is not heard any more: everybody looks for themselves.
      waiting.keySet().forEach(this::tellHere);
      PGConnection postgres = connection.unwrap(PGConnection.class);
      while (open.getAsBoolean()) {
        for (PGNotification news : postgres.getNotifications(LOOK_MS)) {
          tellHere(news.getParameter());
        }
      }
      listen.execute("unlisten " + CHANNEL);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
