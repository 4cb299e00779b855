package io.verilock.vkyc.gateway.outbox;

import io.verilock.vkyc.client.topics.TopicSender;
import io.verilock.vkyc.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records to Kafka that were committed together with what they tell of. Those of a key are
 * sent in the order they were put in, by whichever gateway comes first; one that dies between
 * sending and forgetting sends twice, which the jobs drop.
 */
public final class Outbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /** Of a gateway that stops; what a sweep has not sent by then the next one sends. */
  private static final Duration LONGEST_SWEEP = Duration.ofSeconds(5);

  private static final Duration SWEEP = Duration.ofSeconds(1);

  /** Younger records are being sent by the request that put them in. */
  private static final Duration LEFT_BEHIND = Duration.ofSeconds(2);

  private static final int KEYS_A_SWEEP = 200;

  private final Jdbi jdbi;
  private final TopicSender sender;
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "outbox");
            thread.setDaemon(true);
            return thread;
          });

  /** Starts to send what gateways before this one left behind. */
  public Outbox(Jdbi jdbi, TopicSender sender) {
    this.jdbi = jdbi;
    this.sender = sender;
    var unused =
        sweeper.scheduleWithFixedDelay(
            this::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Puts a record in; it is sent as soon as the transaction is committed. */
  public <T extends SpecificRecord> void put(Handle handle, Topic<T> topic, T record) {
    put(handle, topic, topic.key(record), topic.encode(record));
  }

  /** Puts a record in that can wait for a few seconds: whichever gateway sweeps next sends it. */
  public static <T extends SpecificRecord> void leave(Handle handle, Topic<T> topic, T record) {
    insert(handle, topic, topic.key(record), topic.encode(record));
  }

  /** Puts the erasure of what stands under a key in. */
  public void erase(Handle handle, Topic<?> topic, String key) {
    put(handle, topic, key, null);
  }

  @Override
  public void close() {
    sweeper.shutdown();
    try {
      // A sweep that is interrupted would say that something is wrong.
      if (!sweeper.awaitTermination(LONGEST_SWEEP.toMillis(), TimeUnit.MILLISECONDS)) {
        sweeper.shutdownNow();
      }
    } catch (InterruptedException e) {
      sweeper.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void put(Handle handle, Topic<?> topic, String key, byte[] value) {
    insert(handle, topic, key, value);
    handle.afterCommit(() -> trySend(key));
  }

  private static void insert(Handle handle, Topic<?> topic, String key, byte[] value) {
    handle
        .createUpdate(
            "insert into outbox (topic, record_key, record_value, created_at)"
                + " values (:topic, :key, :value, :now)")
        .bind("topic", topic.name())
        .bind("key", key)
        .bind("value", value)
        .bind("now", Instant.now())
        .execute();
  }

  private void trySend(String key) {
    try {
      send(key);
    } catch (IOException | RuntimeException e) {
      LOG.warn("a record waits in the outbox: {}", e.getMessage());
    }
  }

  private void send(String key) throws IOException {
    jdbi.useTransaction(
        handle -> {
          List<Waiting> waiting =
              handle
                  .createQuery(
                      "select id, topic, record_value from outbox where record_key = :key"
                          + " order by id for update")
                  .bind("key", key)
                  .map(
                      (row, context) ->
                          new Waiting(
                              row.getLong("id"),
                              row.getString("topic"),
                              row.getBytes("record_value")))
                  .list();
          for (Waiting one : waiting) {
            sender.send(one.topic(), key, one.value());
            handle.createUpdate("delete from outbox where id = :id").bind("id", one.id()).execute();
          }
        });
  }

  private void sweep() {
    try {
      List<String> keys =
          jdbi.withHandle(
              handle ->
                  handle
                      .createQuery(
                          "select record_key from outbox where created_at < :before"
                              + " group by record_key order by min(id) limit :most")
                      .bind("before", Instant.now().minus(LEFT_BEHIND))
                      .bind("most", KEYS_A_SWEEP)
                      .mapTo(String.class)
                      .list());
      for (String key : keys) {
        send(key);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("records wait in the outbox: {}", e.getMessage());
    }
  }

  private record Waiting(long id, String topic, byte[] value) {}
}
