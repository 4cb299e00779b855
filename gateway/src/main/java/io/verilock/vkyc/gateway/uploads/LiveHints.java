package io.verilock.vkyc.gateway.uploads;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.verilock.vkyc.client.topics.TopicFollower;
import io.verilock.vkyc.client.topics.TopicReader;
import io.verilock.vkyc.schemas.LiveScore;
import io.verilock.vkyc.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people before their cameras should mend, from the running scores. Scores themselves are
 * never told: they would teach whoever tries to deceive. A hint is forgotten when no newer one
 * comes.
 */
public final class LiveHints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveHints.class);
  private static final Duration REMEMBERED = Duration.ofSeconds(10);
  private static final int MOST_REMEMBERED = 100_000;

  private final Cache<String, String> hints =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST_REMEMBERED).build();
  private final String bootstrapServers;
  private final TopicFollower follower;

  /** Starts to listen. */
  public LiveHints(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    follower =
        TopicFollower.start(
            "live-hints",
            this::follow,
            e -> LOG.warn("running scores are not read, and tried again: {}", e.toString()));
  }

  /** What the person of a session should mend now; null where nothing is known to be wrong. */
  String of(String sessionId) {
    return hints.getIfPresent(sessionId);
  }

  @Override
  public void close() {
    follower.close();
  }

  private void follow(BooleanSupplier open) throws IOException {
    try (TopicReader topic = new TopicReader(bootstrapServers)) {
      topic.toEnd(Topics.LIVE_SCORES);
      while (open.getAsBoolean()) {
        topic.next(this::take);
      }
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return;
    }
    try {
      LiveScore score = Topics.LIVE_SCORES.decode(record.value());
      String hint = hint(score);
      if (hint == null) {
        hints.invalidate(score.getSessionId());
      } else {
        hints.put(score.getSessionId(), hint);
      }
    } catch (IOException e) {
      // A hint less: nothing else depends on it.
      LOG.warn(
          "a running score is left out: partition {}, offset {}: {}",
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  private static String hint(LiveScore score) {
    if (score.getFaces() == 0) {
      return "no_face";
    }
    return score.getFaces() > 1 ? "multiple_faces" : score.getDefect();
  }
}
