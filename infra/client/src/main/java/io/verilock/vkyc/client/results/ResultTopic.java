package io.verilock.vkyc.client.results;

import io.verilock.vkyc.client.topics.TopicReader;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The latest result of every session, as its topic says: committed records only. Belongs to one
 * thread.
 */
public final class ResultTopic implements AutoCloseable {
  private final TopicReader reader;
  private final Map<String, VideoResult> latest = new TreeMap<>();

  /** Opens the topic of these brokers. */
  public ResultTopic(String bootstrapServers) {
    reader = new TopicReader(bootstrapServers);
    try {
      reader.toStart(Topics.RESULTS);
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /** Reads all that is there now. */
  public Map<String, VideoResult> readToEnd() throws IOException {
    reader.rest(this::take);
    return latest();
  }

  /** Waits a moment for news, and gives the latest of each session, by its id. */
  public Map<String, VideoResult> next() throws IOException {
    reader.next(this::take);
    return latest();
  }

  /** Waits until a session's result is as wanted. */
  public Optional<VideoResult> await(
      String sessionId, Predicate<VideoResult> wanted, Duration longest) throws IOException {
    long deadline = System.nanoTime() + longest.toNanos();
    do {
      VideoResult result = next().get(sessionId);
      if (result != null && wanted.test(result)) {
        return Optional.of(result);
      }
    } while (System.nanoTime() < deadline);
    return Optional.empty();
  }

  @Override
  public void close() {
    reader.close();
  }

  private Map<String, VideoResult> latest() {
    return Collections.unmodifiableMap(latest);
  }

  private void take(ConsumerRecord<String, byte[]> record) throws IOException {
    if (record.value() == null) {
      latest.remove(record.key());
    } else {
      latest.put(record.key(), Topics.RESULTS.decode(record.value()));
    }
  }
}
