package io.verilock.vkyc.gateway.scores;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.verilock.vkyc.client.topics.TopicFollower;
import io.verilock.vkyc.schemas.LiveScore;
import io.verilock.vkyc.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest running score of each session, for agents, and what people before their cameras should
 * mend. Scores themselves are never told to those: they would teach whoever tries to deceive. A
 * score is forgotten when no newer one comes.
 */
public final class LiveScores implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveScores.class);
  private static final Duration REMEMBERED = Duration.ofSeconds(10);
  private static final int MOST_REMEMBERED = 100_000;

  private final Cache<String, LiveScore> scores =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST_REMEMBERED).build();
  private final Consumer<String> news;
  private final TopicFollower follower;

  /**
   * Starts to listen.
   *
   * @param news told the id of each session that has a newer score
   */
  public LiveScores(String bootstrapServers, Consumer<String> news) {
    this.news = news;
    follower =
        TopicFollower.ofNew(
            "live-scores",
            bootstrapServers,
            Topics.LIVE_SCORES,
            this::take,
            e -> LOG.warn("running scores are not read, and tried again: {}", e.toString()));
  }

  /** The latest score of a session, if one came lately. */
  public Optional<LiveScore> of(String sessionId) {
    return Optional.ofNullable(scores.getIfPresent(sessionId));
  }

  /**
   * What the person of a session should mend now in a take of their recording; null where nothing
   * is known to be wrong.
   */
  public String hint(String sessionId, int take) {
    return of(sessionId)
        .filter(score -> score.getTake() == take)
        .map(LiveScores::hint)
        .orElse(null);
  }

  @Override
  public void close() {
    follower.close();
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return;
    }
    try {
      LiveScore score = Topics.LIVE_SCORES.decode(record.value());
      scores.put(score.getSessionId(), score);
      news.accept(score.getSessionId());
    } catch (IOException e) {
      // A score less: the next one stands for it.
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
