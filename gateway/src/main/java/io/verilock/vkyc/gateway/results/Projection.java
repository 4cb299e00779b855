package io.verilock.vkyc.gateway.results;

import io.verilock.vkyc.client.topics.TopicFollower;
import io.verilock.vkyc.client.topics.TopicReader;
import io.verilock.vkyc.schemas.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the table of results as the topic says, in a thread of its own. What was read and how far
 * are committed together, so that nothing is left out or taken twice; of several gateways one
 * reads, and the next one goes on where it ended.
 */
public final class Projection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Projection.class);

  /** Names the lock of the one that reads: any number that no other lock has. */
  private static final long LOCK = 0x72_65_73_75_6c_74_73L;

  private final Jdbi jdbi;
  private final String bootstrapServers;
  private final TopicFollower follower;

  /** Starts to read. */
  public Projection(Jdbi jdbi, String bootstrapServers) {
    this.jdbi = jdbi;
    this.bootstrapServers = bootstrapServers;
    follower =
        TopicFollower.start(
            "results",
            this::readAlone,
            e -> LOG.warn("results are not read, and tried again: {}", e.toString()));
  }

  /** Forgets the table and how far the topic was read: whoever reads begins anew. */
  public static void forget(Handle handle) {
    handle.createUpdate("delete from read_until").execute();
    handle.createUpdate("delete from session_result").execute();
  }

  @Override
  public void close() {
    follower.close();
  }

  /** Reads, unless another gateway does. */
  private void readAlone(BooleanSupplier open) throws IOException {
    try (Handle lock = jdbi.open()) {
      if (lock.createQuery("select pg_try_advisory_lock(:lock)")
          .bind("lock", LOCK)
          .mapTo(Boolean.class)
          .one()) {
        try {
          read(lock, open);
        } finally {
          lock.createQuery("select pg_advisory_unlock(:lock)")
              .bind("lock", LOCK)
              .mapTo(Boolean.class)
              .one();
        }
      }
    }
  }

  /** Reads until closed, or until somebody else moved how far it was read. */
  private void read(Handle handle, BooleanSupplier open) throws IOException {
    try (TopicReader topic = new TopicReader(bootstrapServers)) {
      Map<TopicPartition, Long> next = until(handle);
      topic.toOffsets(Topics.RESULTS, next);
      while (open.getAsBoolean()) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        topic.next(records::add);
        if (records.isEmpty()) {
          if (!until(handle).equals(next)) {
            return;
          }
          continue;
        }
        Map<TopicPartition, Long> after = new HashMap<>(next);
        boolean ours =
            handle.inTransaction(
                transaction -> {
                  if (!until(transaction).equals(next)) {
                    return false;
                  }
                  for (ConsumerRecord<String, byte[]> record : records) {
                    take(transaction, record);
                    after.put(
                        new TopicPartition(record.topic(), record.partition()),
                        record.offset() + 1);
                  }
                  after.forEach((partition, offset) -> keep(transaction, partition, offset));
                  return true;
                });
        if (!ours) {
          return;
        }
        next.putAll(after);
      }
    }
  }

  private static void take(Handle handle, ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      Results.remove(handle, record.key());
      return;
    }
    try {
      Results.put(handle, Topics.RESULTS.decode(record.value()));
    } catch (IOException e) {
      // Nobody can read it, today or when it is tried again.
      LOG.error(
          "a result is left out: {}, partition {}, offset {}: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  private static Map<TopicPartition, Long> until(Handle handle) {
    Map<TopicPartition, Long> until = new HashMap<>();
    handle
        .createQuery("select partition, next_offset from read_until where topic = :topic")
        .bind("topic", Topics.RESULTS.name())
        .map(
            (row, context) ->
                Map.entry(
                    new TopicPartition(Topics.RESULTS.name(), row.getInt("partition")),
                    row.getLong("next_offset")))
        .forEach(entry -> until.put(entry.getKey(), entry.getValue()));
    return until;
  }

  private static void keep(Handle handle, TopicPartition partition, long offset) {
    handle
        .createUpdate(
            "insert into read_until (topic, partition, next_offset) values (:topic, :partition,"
                + " :next) on conflict (topic, partition) do update set next_offset = :next")
        .bind("topic", partition.topic())
        .bind("partition", partition.partition())
        .bind("next", offset)
        .execute();
  }
}
