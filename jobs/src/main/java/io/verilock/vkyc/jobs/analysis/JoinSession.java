package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.decision.Reason;
import io.verilock.vkyc.jobs.decision.ScoringModels;
import io.verilock.vkyc.jobs.decision.SessionScorer;
import io.verilock.vkyc.jobs.decision.SoundLevels;
import io.verilock.vkyc.jobs.decision.TenantPolicies;
import io.verilock.vkyc.jobs.io.DeadLetterCode;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.LiveScore;
import io.verilock.vkyc.schemas.SessionEvent;
import io.verilock.vkyc.schemas.SessionEventType;
import io.verilock.vkyc.schemas.SessionStatus;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Joins what the branches learn of a session, in whatever order it comes, and scores the session
 * when all of it is there. Where the person records again, what is known of an earlier take is
 * forgotten when the first fact of the later one comes, and what still comes of it is dropped.
 *
 * <p>Per session it keeps a template and a few numbers for each frame until it is scored, then the
 * fused face; the photos' templates and counters until {@code retention} after the end. Facts of a
 * session that was never created go after {@code orphanWait}. Photos that were to come hold the
 * result up for {@code photoWait}.
 */
final class JoinSession extends KeyedProcessFunction<String, SessionFact, SessionUpdate> {
  static final String UID = "join-session";
  static final OutputTag<LiveScore> LIVE_SCORES =
      new OutputTag<>(UID + "-live-scores", Types.LIVE_SCORE);
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>(UID + "-dead-letters", Types.DEAD_LETTER);
  private static final long serialVersionUID = 1;
  private static final ValueStateDescriptor<SessionProgress> PROGRESS =
      new ValueStateDescriptor<>("session-progress", SessionProgress.class);

  private final BorrowedModels models;
  private final TenantPolicies policies;
  private final Duration orphanWait;
  private final Duration photoWait;
  private final Duration retention;
  private final BacklogGrace grace;
  private transient ResultDraft draft;
  private transient ValueState<SessionProgress> progress;
  private transient SessionEvidence evidence;

  JoinSession(
      ModelSource source,
      TenantPolicies policies,
      Duration orphanWait,
      Duration photoWait,
      Duration retention) {
    this.models = new BorrowedModels(source);
    this.policies = policies;
    this.orphanWait = orphanWait;
    this.photoWait = photoWait;
    this.retention = retention;
    this.grace = new BacklogGrace(orphanWait);
  }

  @Override
  public void open(OpenContext context) throws Exception {
    draft = new ResultDraft(models.open().versions());
    progress = getRuntimeContext().getState(PROGRESS);
    evidence = new SessionEvidence(getRuntimeContext());
  }

  @Override
  public void close() {
    models.close();
  }

  @Override
  public void processElement(SessionFact fact, Context context, Collector<SessionUpdate> out)
      throws Exception {
    grace.start(context.timerService());
    SessionProgress session = progress.value();
    if (session == null) {
      session = new SessionProgress();
      timer(context, orphanWait);
    }
    if (session.closed()) {
      erase(session, fact, context, out);
      return;
    }
    if (fact.take() > session.take) {
      session.begin(fact.take());
      evidence.forgetFrames();
      session.levels = SoundLevels.NONE;
    } else if (fact.take() != SessionFact.NO_TAKE && fact.take() < session.take) {
      progress.update(session);
      return;
    }
    if (fact instanceof SessionFact.Event happened) {
      evidence.count(happened.tally());
      session = onEvent(session, happened.event(), context, out);
    } else if (fact instanceof SessionFact.Upload upload) {
      onMilestone(session, upload, context, out);
    } else if (fact instanceof SessionFact.Frame frame) {
      session.completeFrames += evidence.add(frame.evidence()) ? 1 : 0;
    } else if (fact instanceof SessionFact.Photo photo) {
      evidence.count(photo.tally());
      evidence.add(photo.evidence());
      session.scored &= !session.ended;
    } else {
      session.note(fact);
    }
    advance(session, fact, context, out);
    progress.update(session);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<SessionUpdate> out)
      throws Exception {
    SessionProgress session = progress.value();
    if (session == null) {
      return;
    }
    if (!session.ended && grace.postpones(context.timerService())) {
      return;
    }
    if (session.ended) {
      if (timestamp >= session.clearAt) {
        clear();
      }
    } else if (session.settings == null) {
      giveUpOrphan(context);
      clear();
    } else if (session.photosBy > 0 && timestamp >= session.photosBy) {
      session.photoWaitOver = true;
      if (session.analysed()) {
        complete(session, context, out);
      }
      progress.update(session);
    }
  }

  private SessionProgress onEvent(
      SessionProgress session, SessionEvent event, Context context, Collector<SessionUpdate> out)
      throws Exception {
    switch (event.getType()) {
      case created -> {
        if (session.settings == null) {
          session.settings = session.asked(event.getSettings());
          Reason refusal = SessionRules.refusal(session.settings);
          if (refusal != null) {
            expire(session, List.of(refusal), context, out);
          } else {
            // Always both, so that a replay gives the same records in whatever order facts come.
            announce(session, SessionStatus.pending, context, out);
            if (session.started) {
              announce(session, SessionStatus.in_progress, context, out);
            }
          }
        }
        return session;
      }
      case retaken -> {
        if (!session.ended) {
          session.ask(event.getTake(), event.getSettings().getPrompts());
        }
        return session;
      }
      case cancelled -> {
        if (!session.ended && session.settings != null) {
          expire(session, List.of(Reason.SESSION_CANCELLED), context, out);
        }
        return session;
      }
      case deleted -> {
        clear();
        out.collect(new SessionUpdate(context.getCurrentKey(), null));
        SessionProgress gone = new SessionProgress();
        end(gone, context);
        return gone;
      }
      default -> throw new IllegalArgumentException("session event of type " + event.getType());
    }
  }

  private void onMilestone(
      SessionProgress session,
      SessionFact.Upload upload,
      Context context,
      Collector<SessionUpdate> out)
      throws Exception {
    if (upload.chunks() != null) {
      evidence.counted(upload.chunks());
    }
    switch (upload.milestone()) {
      case STARTED -> {
        session.started = true;
        if (session.settings != null) {
          announce(session, SessionStatus.in_progress, context, out);
        }
      }
      case RECEIVED -> {
        session.received = true;
        session.capture = upload.capture();
      }
      case EXPIRED -> expire(session, session.expiry(), context, out);
    }
  }

  private void announce(
      SessionProgress session,
      SessionStatus status,
      Context context,
      Collector<SessionUpdate> out) {
    out.collect(SessionUpdate.of(draft.open(context.getCurrentKey(), session, status)));
  }

  /** Does what the new fact makes possible: running scores, the result, a corrected result. */
  private void advance(
      SessionProgress session, SessionFact fact, Context context, Collector<SessionUpdate> out)
      throws Exception {
    if (session.settings == null || session.promptsTake < session.take) {
      return;
    }
    if (session.watched()) {
      runningScores(session, context);
    }
    if (session.scored || !session.analysed()) {
      return;
    }
    if ((fact instanceof SessionFact.Photo && session.ended)
        || session.photoWaitOver
        || evidence.has(session.settings.getExpectedPhotos())) {
      complete(session, context, out);
    } else if (session.photosBy == 0) {
      session.photosBy = timer(context, photoWait);
    }
  }

  private void complete(SessionProgress session, Context context, Collector<SessionUpdate> out)
      throws Exception {
    SessionScorer scorer = scorer(session);
    if (session.score == null) {
      session.score = scorer.score(evidence.whole(session));
      evidence.forgetFrames();
      session.levels = SoundLevels.NONE;
    } else {
      session.score = scorer.matched(session.score, evidence.photos(), session.expectedPhotos());
    }
    out.collect(
        SessionUpdate.of(draft.completed(context.getCurrentKey(), session, evidence.tallies())));
    session.scored = true;
    end(session, context);
  }

  /** Scores by what the session's tenant wants of a video. */
  private SessionScorer scorer(SessionProgress session) {
    return new SessionScorer(
        policies.of(session.settings.getTenantId()).scoring(), ScoringModels.of(models.get()));
  }

  private void expire(
      SessionProgress session, List<Reason> reasons, Context context, Collector<SessionUpdate> out)
      throws Exception {
    out.collect(
        SessionUpdate.of(
            draft.expired(context.getCurrentKey(), session, reasons, evidence.tallies())));
    evidence.forgetFaces();
    session.said.clear();
    session.levels = SoundLevels.NONE;
    end(session, context);
  }

  private void runningScores(SessionProgress session, Context context) throws Exception {
    new LiveScorer(scorer(session))
        .goOn(
            context.getCurrentKey(),
            session.take,
            session.running(),
            evidence::frame,
            () -> evidence.photos().values())
        .forEach(score -> context.output(LIVE_SCORES, score));
  }

  private void giveUpOrphan(Context context) throws Exception {
    for (InputTally tally : evidence.tallies()) {
      context.output(
          DEAD_LETTERS,
          DeadLetterCode.SESSION_UNKNOWN.letter(
              UID,
              tally.topic(),
              tally.partition(),
              tally.firstOffset(),
              context.getCurrentKey(),
              "no such session was created"));
    }
  }

  /** Facts of a session without a result to correct change nothing, but it can still be erased. */
  private void erase(
      SessionProgress session, SessionFact fact, Context context, Collector<SessionUpdate> out)
      throws Exception {
    if (session.settings != null
        && fact instanceof SessionFact.Event happened
        && happened.event().getType() == SessionEventType.deleted) {
      progress.update(onEvent(session, happened.event(), context, out));
    }
  }

  private void end(SessionProgress session, Context context) {
    session.ended = true;
    session.clearAt = timer(context, retention);
  }

  private void clear() {
    progress.clear();
    evidence.clear();
  }

  private static long timer(Context context, Duration wait) {
    long at = context.timerService().currentProcessingTime() + wait.toMillis();
    context.timerService().registerProcessingTimeTimer(at);
    return at;
  }
}
