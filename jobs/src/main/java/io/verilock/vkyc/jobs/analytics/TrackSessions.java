package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.jobs.io.DeadLetterCode;
import io.verilock.vkyc.schemas.DeadLetter;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Tells a session's later results from its first, so that each session is counted once and as its
 * latest result says. A result from before all that is corrected is a dead letter.
 *
 * <p>Keeps each session's latest result until {@code correctionTime} after its time.
 */
final class TrackSessions extends KeyedProcessFunction<String, EndedSession, Change> {
  static final String UID = "track-sessions";
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>(UID + "-dead-letters", TypeInformation.of(DeadLetter.class));
  private static final ValueStateDescriptor<EndedSession> LATEST =
      new ValueStateDescriptor<>("latest-result", EndedSession.class);
  private static final long serialVersionUID = 1;

  private final Duration correctionTime;
  private transient ValueState<EndedSession> latest;

  TrackSessions(Duration correctionTime) {
    this.correctionTime = correctionTime;
  }

  @Override
  public void open(OpenContext context) {
    latest = getRuntimeContext().getState(LATEST);
  }

  @Override
  public void processElement(EndedSession session, Context context, Collector<Change> out)
      throws Exception {
    EndedSession before = latest.value();
    if (before != null && !session.isAfter(before)) {
      return;
    }
    if (closesAt(session) <= context.timerService().currentWatermark()) {
      context.output(
          DEAD_LETTERS,
          DeadLetterCode.TIME_OUT_OF_RANGE.letter(
              UID,
              session.topic(),
              session.partition(),
              session.offset(),
              session.sessionId(),
              "analysed_at %s lies more than %s back: its windows are closed"
                  .formatted(Instant.ofEpochMilli(session.analysedAt()), correctionTime)));
      return;
    }
    EndedSession after = before == null ? session : session.withLatencyOf(before);
    latest.update(after);
    context.timerService().registerEventTimeTimer(closesAt(after));
    if (before == null || !after.isCountedLike(before)) {
      out.collect(new Change(before, after));
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Change> out)
      throws Exception {
    EndedSession last = latest.value();
    // A later result may have moved the session on.
    if (last != null && closesAt(last) <= timestamp) {
      latest.clear();
    }
  }

  private long closesAt(EndedSession session) {
    return session.analysedAt() + correctionTime.toMillis();
  }
}
