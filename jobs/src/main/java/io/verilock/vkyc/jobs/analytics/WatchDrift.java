package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.jobs.distribution.Drift;
import io.verilock.vkyc.jobs.distribution.ScoreHistogram;
import io.verilock.vkyc.schemas.DriftAlert;
import io.verilock.vkyc.schemas.DriftLevel;
import io.verilock.vkyc.schemas.ScoreDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Compares each window of a group with the windows before it, and tells when a score's distribution
 * begins to differ, differs more, and is as before again.
 *
 * <p>A window is looked at while it fills, whenever it holds twice as many scores as at the last
 * look, and for the last time when a later window begins. The windows of a drift under way are not
 * part of the reference. Once all of the reference is older than its length, what has drifted is
 * the new reference.
 *
 * <p>Keeps, per group, the scores of each window of the reference, and the drift under way, until
 * no window has come for the reference's length.
 */
final class WatchDrift extends KeyedProcessFunction<String, ScoreDistribution, DriftAlert> {
  static final String UID = "watch-drift";
  private static final MapStateDescriptor<Long, WindowScores> WINDOWS =
      new MapStateDescriptor<>("windows", Types.LONG, TypeInformation.of(WindowScores.class));
  private static final MapStateDescriptor<WatchedScore, DriftRun> RUNS =
      new MapStateDescriptor<>(
          "drifts", Types.ENUM(WatchedScore.class), TypeInformation.of(DriftRun.class));
  private static final ValueStateDescriptor<Long> NEWEST =
      new ValueStateDescriptor<>("newest-window", Types.LONG);
  private static final long serialVersionUID = 1;

  private final DriftRule rule;
  private transient MapState<Long, WindowScores> windows;
  private transient MapState<WatchedScore, DriftRun> runs;
  private transient ValueState<Long> newest;

  WatchDrift(DriftRule rule) {
    this.rule = rule;
  }

  @Override
  public void open(OpenContext context) {
    windows = getRuntimeContext().getMapState(WINDOWS);
    runs = getRuntimeContext().getMapState(RUNS);
    newest = getRuntimeContext().getState(NEWEST);
  }

  @Override
  public void processElement(
      ScoreDistribution distribution, Context context, Collector<DriftAlert> out) throws Exception {
    long start = distribution.getWindowStart().toEpochMilli();
    Long last = newest.value();
    if (last == null || start > last) {
      if (last != null) {
        lookAtLast(last, distribution, out);
      }
      newest.update(start);
      forget(start);
      context.timerService().registerEventTimeTimer(start + rule.reference().toMillis());
    }
    WindowScores known = windows.get(start);
    WindowScores scores = WindowScores.of(distribution);
    windows.put(start, known == null ? scores : known.with(scores));
    if (last == null || start >= last) {
      lookWhileItFills(start, distribution, out);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<DriftAlert> out)
      throws Exception {
    if (newest.value() != null && newest.value() + rule.reference().toMillis() <= timestamp) {
      windows.clear();
      runs.clear();
      newest.clear();
    }
  }

  private void lookWhileItFills(long start, ScoreDistribution group, Collector<DriftAlert> out)
      throws Exception {
    for (WatchedScore score : WatchedScore.values()) {
      WindowScores scores = windows.get(start);
      if (scores.histogram(score).total() >= rule.sessionsForLook(scores.looks(score))) {
        look(start, score, scores, group, false, out);
      }
    }
  }

  private void lookAtLast(long start, ScoreDistribution group, Collector<DriftAlert> out)
      throws Exception {
    for (WatchedScore score : WatchedScore.values()) {
      WindowScores scores = windows.get(start);
      if (scores != null && scores.histogram(score).total() >= rule.minimumSessions()) {
        look(start, score, scores, group, true, out);
      }
    }
  }

  private void look(
      long start,
      WatchedScore score,
      WindowScores scores,
      ScoreDistribution group,
      boolean last,
      Collector<DriftAlert> out)
      throws Exception {
    DriftRun run = runs.get(score);
    long referenceEnd = run == null ? start : Math.min(run.since(), start);
    ScoreHistogram reference = reference(score, referenceEnd);
    if (reference.total() < rule.minimumSessions()) {
      return;
    }
    windows.put(start, scores.lookedAt(score));
    ScoreHistogram current = scores.histogram(score);
    Drift drift = Drift.between(reference, current, rule.rateOfLook(scores.looks(score)));
    DriftComparison comparison =
        new DriftComparison(
            group,
            score,
            start,
            referenceEnd - rule.reference().toMillis(),
            reference,
            current,
            drift);
    DriftLevel level = level(drift);
    if (level != DriftLevel.stable) {
      boolean more = run == null || level.compareTo(run.level()) > 0;
      DriftRun now =
          new DriftRun(run == null ? start : run.since(), start, more ? level : run.level());
      runs.put(score, now);
      if (more) {
        out.collect(comparison.alert(level, now.since()));
      }
    } else if (last && run != null && run.last() < start) {
      runs.remove(score);
      out.collect(comparison.alert(DriftLevel.stable, run.since()));
    }
  }

  private static DriftLevel level(Drift drift) {
    return switch (drift.level()) {
      case STABLE -> DriftLevel.stable;
      case WATCH -> DriftLevel.watch;
      case ACT -> DriftLevel.act;
    };
  }

  /** All scores of the windows before {@code end}, as far back as the reference goes. */
  private ScoreHistogram reference(WatchedScore score, long end) throws Exception {
    ScoreHistogram reference = ScoreHistogram.empty();
    for (Map.Entry<Long, WindowScores> window : windows.entries()) {
      if (window.getKey() < end && window.getKey() >= end - rule.reference().toMillis()) {
        reference.add(window.getValue().histogram(score));
      }
    }
    return reference;
  }

  /** Drops the windows that no reference will reach back to, and drifts older than a reference. */
  private void forget(long newestStart) throws Exception {
    long oldestRun = newestStart;
    for (WatchedScore score : WatchedScore.values()) {
      DriftRun run = runs.get(score);
      if (run != null && run.since() < newestStart - rule.reference().toMillis()) {
        runs.remove(score);
      } else if (run != null) {
        oldestRun = Math.min(oldestRun, run.since());
      }
    }
    List<Long> old = new ArrayList<>();
    for (Long start : windows.keys()) {
      if (start < oldestRun - rule.reference().toMillis()) {
        old.add(start);
      }
    }
    for (Long start : old) {
      windows.remove(start);
    }
  }
}
