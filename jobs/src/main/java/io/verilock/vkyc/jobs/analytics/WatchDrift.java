package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.jobs.distribution.Drift;
import io.verilock.vkyc.schemas.DriftAlert;
import io.verilock.vkyc.schemas.DriftLevel;
import io.verilock.vkyc.schemas.ScoreDistribution;
import io.verilock.vkyc.schemas.ScoreHistogram;
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
 * look, and for the last time when the watermark passes its end; windows are so judged in their
 * order, in a backlog too. Windows that differed are no part of the reference. A drift that has
 * lasted as long as the reference is long becomes the reference.
 *
 * <p>Keeps, per group, the scores of each window of the reference, and the drifts under way, until
 * no window has come for the reference's length.
 */
final class WatchDrift extends KeyedProcessFunction<String, ScoreDistribution, DriftAlert> {
  static final String UID = "watch-drift";
  private static final MapStateDescriptor<Long, WindowScores> WINDOWS =
      new MapStateDescriptor<>("windows", Types.LONG, TypeInformation.of(WindowScores.class));
  private static final MapStateDescriptor<WatchedScore, DriftRun> RUNS =
      new MapStateDescriptor<>(
          "drifts", Types.ENUM(WatchedScore.class), TypeInformation.of(DriftRun.class));
  private static final ValueStateDescriptor<Dimensions> GROUP =
      new ValueStateDescriptor<>("group", TypeInformation.of(Dimensions.class));
  private static final long serialVersionUID = 1;

  private final DriftRule rule;
  private transient MapState<Long, WindowScores> windows;
  private transient MapState<WatchedScore, DriftRun> runs;
  private transient ValueState<Dimensions> group;

  WatchDrift(DriftRule rule) {
    this.rule = rule;
  }

  @Override
  public void open(OpenContext context) {
    windows = getRuntimeContext().getMapState(WINDOWS);
    runs = getRuntimeContext().getMapState(RUNS);
    group = getRuntimeContext().getState(GROUP);
  }

  @Override
  public void processElement(
      ScoreDistribution distribution, Context context, Collector<DriftAlert> out) throws Exception {
    long start = distribution.getWindowStart().toEpochMilli();
    long end = start + rule.window().millis();
    long now = context.timerService().currentWatermark();
    if (now >= end + rule.reference().toMillis()) {
      return;
    }
    group.update(Dimensions.of(distribution));
    WindowScores known = windows.get(start);
    WindowScores scores = WindowScores.of(distribution);
    windows.put(start, known == null ? scores : known.with(scores));
    context.timerService().registerEventTimeTimer(end + rule.reference().toMillis());
    if (now < end) {
      context.timerService().registerEventTimeTimer(end);
      if (now >= start) {
        lookWhileItFills(start, out);
      }
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<DriftAlert> out)
      throws Exception {
    long ended = timestamp - rule.window().millis();
    if (windows.contains(ended)) {
      settle(ended, out);
      lookForTheLastTime(ended, out);
    }
    forget(timestamp);
  }

  private void lookWhileItFills(long start, Collector<DriftAlert> out) throws Exception {
    for (WatchedScore score : WatchedScore.values()) {
      WindowScore scores = windows.get(start).get(score);
      if (scores.histogram().total() >= rule.sessionsForLook(scores.looks())) {
        look(start, score, false, out);
      }
    }
  }

  private void lookForTheLastTime(long start, Collector<DriftAlert> out) throws Exception {
    for (WatchedScore score : WatchedScore.values()) {
      if (windows.get(start).get(score).histogram().total() >= rule.minimumSessions()) {
        look(start, score, true, out);
      }
    }
  }

  private void look(long start, WatchedScore score, boolean last, Collector<DriftAlert> out)
      throws Exception {
    ScoreHistogram reference = reference(score, start);
    if (reference.total() < rule.minimumSessions()) {
      return;
    }
    WindowScores scores = windows.get(start);
    int looks = scores.get(score).looks();
    DriftComparison comparison =
        compare(start, score, reference, scores.get(score), rule.rateOfLook(looks));
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

  /** Takes a drift that has lasted as long as a reference for the reference. */
  private void settle(long newest, Collector<DriftAlert> out) throws Exception {
    for (WatchedScore score : WatchedScore.values()) {
      DriftRun run = runs.get(score);
      if (run == null || run.since() > newest - rule.reference().toMillis()) {
        continue;
      }
      runs.remove(score);
      for (Long start : starts()) {
        WindowScores scores = windows.get(start);
        windows.put(start, scores.with(score, scores.get(score).asReference()));
      }
      ScoreHistogram reference = reference(score, newest);
      if (reference.total() > 0 && windows.get(newest).get(score).histogram().total() > 0) {
        out.collect(
            compare(newest, score, reference, windows.get(newest).get(score), rule.falseAlertRate())
                .settled(run.since()));
      }
    }
  }

  private DriftComparison compare(
      long start,
      WatchedScore score,
      ScoreHistogram reference,
      WindowScore scores,
      double falseAlertRate)
      throws Exception {
    return new DriftComparison(
        group.value(),
        score,
        start,
        rule,
        reference,
        scores.histogram(),
        Drift.between(reference, scores.histogram(), falseAlertRate));
  }

  /**
   * All scores of the windows before one, as far back as the reference goes, that have not drifted.
   */
  private ScoreHistogram reference(WatchedScore score, long start) throws Exception {
    ScoreHistogram reference = ScoreHistogram.empty();
    for (Map.Entry<Long, WindowScores> window : windows.entries()) {
      WindowScore scores = window.getValue().get(score);
      if (window.getKey() < start
          && window.getKey() >= start - rule.reference().toMillis()
          && !scores.drifted()) {
        reference.add(scores.histogram());
      }
    }
    return reference;
  }

  /** Drops the windows that no reference reaches back to from now on. */
  private void forget(long now) throws Exception {
    for (Long start : starts()) {
      if (start + rule.window().millis() + rule.reference().toMillis() <= now) {
        windows.remove(start);
      }
    }
    if (windows.isEmpty()) {
      runs.clear();
      group.clear();
    }
  }

  private List<Long> starts() throws Exception {
    List<Long> starts = new ArrayList<>();
    windows.keys().forEach(starts::add);
    return starts;
  }
}
