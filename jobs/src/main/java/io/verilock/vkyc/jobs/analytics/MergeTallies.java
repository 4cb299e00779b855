package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.jobs.distribution.SessionTally;
import io.verilock.vkyc.schemas.ScoreDistribution;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Second stage of the aggregation: merges the tallies of one window and group, and gives their
 * distribution at most once a second while it changes, and when the window ends.
 *
 * <p>Keeps the tally until {@code correctionTime} after the window's end.
 */
final class MergeTallies extends KeyedProcessFunction<String, PartialTally, ScoreDistribution> {
  static final String UID = "merge-tallies";

  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final ValueStateDescriptor<byte[]> TALLY =
      new ValueStateDescriptor<>("tally", byte[].class);
  private static final ValueStateDescriptor<DistributionKey> KEY =
      new ValueStateDescriptor<>("window", DistributionKey.class);
  private static final ValueStateDescriptor<Boolean> UNTOLD =
      new ValueStateDescriptor<>("untold", Boolean.class);
  private static final long serialVersionUID = 1;

  private final Duration correctionTime;
  private transient ValueState<byte[]> tally;
  private transient ValueState<DistributionKey> key;
  private transient ValueState<Boolean> untold;

  MergeTallies(Duration correctionTime) {
    this.correctionTime = correctionTime;
  }

  @Override
  public void open(OpenContext context) {
    tally = getRuntimeContext().getState(TALLY);
    key = getRuntimeContext().getState(KEY);
    untold = getRuntimeContext().getState(UNTOLD);
  }

  @Override
  public void processElement(PartialTally part, Context context, Collector<ScoreDistribution> out)
      throws Exception {
    TimerService timers = context.timerService();
    byte[] known = tally.value();
    if (known == null) {
      key.update(part.key());
      tally.update(part.tally());
      timers.registerEventTimeTimer(part.key().end());
      timers.registerEventTimeTimer(closesAt(part.key()));
    } else {
      SessionTally merged = SessionTally.of(known);
      merged.add(SessionTally.of(part.tally()));
      tally.update(merged.toBytes());
    }
    if (untold.value() == null) {
      untold.update(true);
      timers.registerProcessingTimeTimer(timers.currentProcessingTime() + INTERVAL.toMillis());
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ScoreDistribution> out)
      throws Exception {
    if (untold.value() != null) {
      out.collect(key.value().distribution(SessionTally.of(tally.value())));
      untold.clear();
    }
    if (context.timeDomain() == TimeDomain.EVENT_TIME && timestamp >= closesAt(key.value())) {
      tally.clear();
      key.clear();
    }
  }

  private long closesAt(DistributionKey window) {
    return window.end() + correctionTime.toMillis();
  }
}
