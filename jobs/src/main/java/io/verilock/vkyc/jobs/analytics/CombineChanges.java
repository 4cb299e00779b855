package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.jobs.distribution.SessionTally;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * First stage of the aggregation: counts changes in every subtask for itself, so that however many
 * sessions one group has, what is shuffled to where it is merged is a tally a second.
 *
 * <p>Holds tallies in memory only, for a second, and for {@link #MOST_TALLIES} at most: they are
 * handed on before a checkpoint is taken, so that none is lost, and before the watermark ends their
 * windows, so that none is late. An operator of our own, because Flink's functions are not told of
 * checkpoints before they are taken.
 */
final class CombineChanges extends AbstractStreamOperator<PartialTally>
    implements OneInputStreamOperator<Change, PartialTally>, BoundedOneInput {
  static final String UID = "combine-changes";

  /** A tally takes about 10 kB before it is handed on. */
  static final int MOST_TALLIES = 5_000;

  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final long serialVersionUID = 1;

  private transient Map<DistributionKey, SessionTally> tallies;
  private transient long firstEnd;
  private transient ScheduledFuture<?> next;

  @Override
  public void open() throws Exception {
    super.open();
    tallies = new HashMap<>();
    firstEnd = Long.MAX_VALUE;
    handOnLater();
  }

  @Override
  public void close() throws Exception {
    if (next != null) {
      next.cancel(false);
    }
    super.close();
  }

  @Override
  public void processElement(StreamRecord<Change> element) {
    EndedSession before = element.getValue().before();
    EndedSession after = element.getValue().after();
    for (WindowLength length : WindowLength.values()) {
      count(length, before, after);
    }
    if (tallies.size() >= MOST_TALLIES) {
      handOn();
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() >= firstEnd) {
      handOn();
    }
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) {
    handOn();
  }

  @Override
  public void endInput() {
    handOn();
  }

  private void count(WindowLength length, EndedSession before, EndedSession after) {
    Set<DistributionKey> earlier = before == null ? Set.of() : keys(length, before);
    Set<DistributionKey> now = keys(length, after);
    for (DistributionKey key : now) {
      SessionTally tally = tally(key);
      if (earlier.contains(key)) {
        tally.replace(before.counted(), after.counted());
      } else {
        tally.add(after.sessionId(), after.counted());
      }
    }
    for (DistributionKey key : earlier) {
      if (!now.contains(key)) {
        tally(key).remove(before.counted());
      }
    }
  }

  private SessionTally tally(DistributionKey key) {
    firstEnd = Math.min(firstEnd, key.end());
    return tallies.computeIfAbsent(key, any -> SessionTally.empty());
  }

  /** Where a session is counted: among all of its dimensions, and once for each of its reasons. */
  private static Set<DistributionKey> keys(WindowLength length, EndedSession session) {
    long start = length.start(session.analysedAt());
    Set<DistributionKey> keys = new HashSet<>();
    keys.add(new DistributionKey(length, start, session.dimensions(), null));
    for (String reason : session.reasons()) {
      keys.add(new DistributionKey(length, start, session.dimensions(), reason));
    }
    return keys;
  }

  private void handOn() {
    tallies.forEach(
        (key, tally) ->
            output.collect(
                new StreamRecord<>(new PartialTally(key, tally.toBytes()), key.start())));
    tallies.clear();
    firstEnd = Long.MAX_VALUE;
  }

  private void handOnLater() {
    long at = getProcessingTimeService().getCurrentProcessingTime() + INTERVAL.toMillis();
    next =
        getProcessingTimeService()
            .registerTimer(
                at,
                now -> {
                  handOn();
                  handOnLater();
                });
  }
}
