package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.decision.Reason;
import io.verilock.vkyc.jobs.decision.TenantPolicies;
import io.verilock.vkyc.jobs.io.DeadLetterCode;
import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.jobs.io.Received;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.Review;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Decides sessions: by their tenant's policy when they are scored, by a person when a review comes.
 * Announces each of the two once, and counts results up.
 *
 * <p>Per session it keeps the latest result and the review, until {@code retention} after the last
 * of the session's news. A review that comes before the session is completed waits for it.
 */
final class DecideResult
    extends KeyedCoProcessFunction<String, SessionUpdate, Received<Review>, Outgoing> {
  static final String UID = "decide-result";
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>(UID + "-dead-letters", Types.DEAD_LETTER);
  private static final long serialVersionUID = 1;
  private static final ValueStateDescriptor<VideoResult> RESULT =
      new ValueStateDescriptor<>("result", Types.RESULT);
  private static final ValueStateDescriptor<Received<Review>> REVIEW =
      new ValueStateDescriptor<>("review", Types.REVIEW);
  private static final ValueStateDescriptor<Long> CLEAR_AT =
      new ValueStateDescriptor<>("clear-at", Long.class);

  private final TenantPolicies policies;
  private final Duration orphanWait;
  private final Duration retention;
  private final BacklogGrace grace;
  private transient ValueState<VideoResult> result;
  private transient ValueState<Received<Review>> review;
  private transient ValueState<Long> clearAt;

  DecideResult(TenantPolicies policies, Duration orphanWait, Duration retention) {
    this.policies = policies;
    this.orphanWait = orphanWait;
    this.retention = retention;
    this.grace = new BacklogGrace(orphanWait);
  }

  @Override
  public void open(OpenContext context) {
    result = getRuntimeContext().getState(RESULT);
    review = getRuntimeContext().getState(REVIEW);
    clearAt = getRuntimeContext().getState(CLEAR_AT);
  }

  @Override
  public void processElement1(SessionUpdate update, Context context, Collector<Outgoing> out)
      throws Exception {
    grace.start(context.timerService());
    VideoResult next = update.result();
    if (next == null) {
      clear();
      out.collect(Outgoing.erasing(Topics.RESULTS, update.sessionId()));
      return;
    }
    VideoResult before = result.value();
    boolean first = before == null || before.getStatus() != SessionStatus.completed;
    policies.of(next.getTenantId()).decide(next);
    next.setVersion(version(before, next.getStatus()));
    Received<Review> decided = review.value();
    boolean completed = next.getStatus() == SessionStatus.completed;
    if (completed && first) {
      out.collect(Outgoing.of(Topics.RESULTS, next));
      out.collect(Outgoing.of(Topics.WEBHOOKS, Webhooks.completed(next)));
      if (decided != null) {
        announce(next, decided, out);
      }
    } else {
      if (completed && decided != null) {
        apply(next, decided.value());
      }
      out.collect(Outgoing.of(Topics.RESULTS, next));
    }
    if (next.getStatus() == SessionStatus.expired && decided != null) {
      giveUp(DeadLetterCode.SESSION_ENDED, decided, "the session expired", context);
      review.clear();
    }
    result.update(next);
    keep(retention, context);
  }

  @Override
  public void processElement2(Received<Review> next, Context context, Collector<Outgoing> out)
      throws Exception {
    grace.start(context.timerService());
    Received<Review> earlier = review.value();
    if (earlier != null) {
      if (!earlier.value().getReviewId().equals(next.value().getReviewId())) {
        giveUp(
            DeadLetterCode.ALREADY_REVIEWED,
            next,
            "an earlier review decided the session",
            context);
      }
      return;
    }
    VideoResult known = result.value();
    if (known == null) {
      keep(orphanWait, context);
    } else if (known.getStatus() == SessionStatus.expired) {
      giveUp(DeadLetterCode.SESSION_ENDED, next, "the session expired", context);
      return;
    }
    review.update(next);
    if (known != null && known.getStatus() == SessionStatus.completed) {
      announce(known, next, out);
      result.update(known);
      keep(retention, context);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Outgoing> out)
      throws Exception {
    if (clearAt.value() == null || timestamp < clearAt.value()) {
      return;
    }
    if (result.value() == null && grace.postpones(context.timerService())) {
      return;
    }
    if (result.value() == null && review.value() != null) {
      giveUp(
          DeadLetterCode.SESSION_UNKNOWN, review.value(), "no such session was created", context);
    }
    clear();
  }

  private static void announce(VideoResult decided, Received<Review> by, Collector<Outgoing> out) {
    apply(decided, by.value());
    decided.setVersion(decided.getVersion() + 1);
    out.collect(Outgoing.of(Topics.RESULTS, decided));
    out.collect(Outgoing.of(Topics.WEBHOOKS, Webhooks.reviewed(decided, by.timestampMillis())));
  }

  /**
   * What comes after a session's result. Where chunks were faster than the session's creation there
   * is no result that says pending: the first of each status has a number of its own, so that a
   * replay gives the same whichever was faster.
   */
  private static int version(VideoResult before, SessionStatus status) {
    int first =
        switch (status) {
          case pending -> 1;
          case in_progress -> 2;
          default -> 3;
        };
    return before == null ? first : Math.max(first, before.getVersion() + 1);
  }

  private static void apply(VideoResult decided, Review by) {
    decided.setResult(by.getResult());
    if (decided.getVideoMode() == VideoMode.live_agent) {
      decided.setAgentId(by.getAgentId());
      decided.setAgentNotes(by.getNotes());
    } else {
      decided.setReviewerId(by.getReviewerId());
      decided.setReviewNotes(by.getNotes());
    }
    List<String> reasons = new ArrayList<>(decided.getReasons());
    reasons.remove(Reason.AGENT_REVIEW_PENDING.code());
    reasons.add(0, Reason.REVIEWED.code());
    decided.setReasons(reasons);
  }

  private static void giveUp(
      DeadLetterCode code, Received<Review> received, String reason, Context context) {
    context.output(
        DEAD_LETTERS, code.letter(UID, received, received.value().getSessionId(), reason));
  }

  private void keep(Duration wait, Context context) throws Exception {
    long at = context.timerService().currentProcessingTime() + wait.toMillis();
    clearAt.update(at);
    context.timerService().registerProcessingTimeTimer(at);
  }

  private void clear() {
    result.clear();
    review.clear();
    clearAt.clear();
  }
}
