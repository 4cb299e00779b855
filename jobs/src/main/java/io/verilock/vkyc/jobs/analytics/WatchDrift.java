package io.verilock.vkyc.jobs.analytics;

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
 * look, and for the last time when a later window begins. Windows that differed are no part of the
 * reference. A drift that has lasted as long as the reference is long becomes the reference.
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
        lookForTheLastTime(last, distribution, out);
      }
      newest.update(start);
      settle(start, distribution, out);
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
      WindowScore scores = windows.get(start).get(score);
      if (scores.histogram().total() >= rule.sessionsForLook(scores.looks())) {
        look(start, score, group, false, out);
      }
    }
  }

  private void lookForTheLastTime(long start, ScoreDistribution group, Collector<DriftAlert> out)
      throws Exception {
    for (WatchedScore score : WatchedScore.values()) {
      if (windows.contains(start)
          && windows.get(start).get(score).histogram().total() >= rule.minimumSessions()) {
        look(start, score, group, true, out);
      }
    }
  }

  private void look(
      long start,
      WatchedScore score,
      ScoreDistribution group,
      boolean last,
      Collector<DriftAlert> out)
      throws Exception {
    ScoreHistogram reference = reference(score, start);
    if (reference.total() < rule.minimumSessions()) {
      return;
    }
    WindowScores scores = windows.get(start);
    int looks = scores.get(score).looks();
    DriftComparison comparison =
        DriftComparison.of(
            group,
            score,
            start,
            rule.reference(),
            reference,
            scores.get(score).histogram(),
            rule.rateOfLook(looks));
    DriftLevel level = comparison.level();
    boolean differs = level != DriftLevel.stable;
    windows.put(start, scores.with(score, scores.get(score).lookedAt(differs)));
    DriftRun run = runs.get(score);
    if (differs) {
      boolean more = run == null || level.compareTo(run.level()) > 0;
      long since = run == null ? start : run.since();
      runs.put(score, new DriftRun(since, start, more ? level : run.level()));
      if (more) {
        out.collect(comparison.alert(since));
      }
    } else if (last && run != null && run.last() < start) {
      runs.remove(score);
      out.collect(comparison.alert(run.since()));
    }
  }

  /** All scores of the windows before {@code end} that have not drifted. */
  private ScoreHistogram reference(WatchedScore score, long end) throws Exception {
    ScoreHistogram reference = ScoreHistogram.empty();
    for (Map.Entry<Long, WindowScores> window : windows.entries()) {
      WindowScore scores = window.getValue().get(score);
      if (window.getKey() < end && !scores.drifted()) {
        reference.add(scores.histogram());
      }
    }
    return reference;
  }

  /** Drops the windows that no reference reaches back to. */
  private void forget(long newestStart) throws Exception {
    for (Long start : starts()) {
      if (start < newestStart - rule.reference().toMillis()) {
        windows.remove(start);
      }
    }
  }

  /** Takes a drift that has lasted as long as a reference for the reference. */
  private void settle(long newestStart, ScoreDistribution group, Collector<DriftAlert> out)
      throws Exception {
    for (WatchedScore score : WatchedScore.values()) {
      DriftRun run = runs.get(score);
      if (run == null || run.since() > newestStart - rule.reference().toMillis()) {
        continue;
      }
      runs.remove(score);
      for (Long start : starts()) {
        WindowScores scores = windows.get(start);
        windows.put(start, scores.with(score, scores.get(score).asReference()));
      }
      out.collect(
          DriftComparison.of(
                  group,
                  score,
                  run.last(),
                  rule.reference(),
                  reference(score, newestStart),
                  windows.get(run.last()).get(score).histogram(),
                  rule.falseAlertRate())
              .settled(run.since()));
    }
  }

  private List<Long> starts() throws Exception {
    List<Long> starts = new ArrayList<>();
    windows.keys().forEach(starts::add);
    return starts;
  }
}
