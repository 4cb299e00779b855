package io.verilock.vkyc.bench.analysis;

import io.verilock.vkyc.client.topics.TopicFollower;
import io.verilock.vkyc.schemas.LiveScore;
import io.verilock.vkyc.schemas.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How long after a frame was before the camera its running score can be read: the rest of the
 * second in which its slice is recorded is part of it.
 */
final class RunningScoreTimes implements AutoCloseable {
  private final Map<String, Long> started;
  private final Queue<Double> millis = new ConcurrentLinkedQueue<>();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final TopicFollower follower;

  /**
   * Starts to read.
   *
   * @param started when each session's recording began, by {@link System#nanoTime()}
   */
  RunningScoreTimes(String bootstrapServers, Map<String, Long> started) {
    this.started = started;
    follower =
        TopicFollower.ofNew(
            "running-scores", bootstrapServers, Topics.LIVE_SCORES, this::take, failure::set);
  }

  /** Milliseconds of each score. */
  List<Double> millis() throws IOException {
    if (failure.get() != null) {
      throw new IOException("running scores could not be read", failure.get());
    }
    if (millis.isEmpty()) {
      throw new IOException("no running score was read");
    }
    return new ArrayList<>(millis);
  }

  @Override
  public void close() {
    follower.close();
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    Long start = started.get(record.key());
    if (record.value() == null || start == null) {
      return;
    }
    try {
      LiveScore score = Topics.LIVE_SCORES.decode(record.value());
      millis.add((System.nanoTime() - start) / 1e6 - score.getPresentationTimeMs());
    } catch (IOException e) {
      failure.set(e);
    }
  }
}
