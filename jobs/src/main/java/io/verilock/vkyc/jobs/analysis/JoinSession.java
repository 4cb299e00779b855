package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.decision.Evidence;
import io.verilock.vkyc.jobs.decision.FrameEvidence;
import io.verilock.vkyc.jobs.decision.PhotoEvidence;
import io.verilock.vkyc.jobs.decision.Reason;
import io.verilock.vkyc.jobs.decision.RunningScores;
import io.verilock.vkyc.jobs.decision.ScoringModels;
import io.verilock.vkyc.jobs.decision.SessionScorer;
import io.verilock.vkyc.jobs.decision.TenantPolicies;
import io.verilock.vkyc.jobs.io.DeadLetterCode;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.pack.SharedModels;
import io.verilock.vkyc.models.speech.VoiceActivityDetector;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.LiveScore;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.SessionEvent;
import io.verilock.vkyc.schemas.SessionEventType;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Joins what the branches learn of a session, in whatever order it comes, and scores the session
 * when all of it is there.
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
  private static final double WINDOW_SECONDS = VoiceActivityDetector.WINDOW / 16_000.0;
  private static final long serialVersionUID = 1;
  private static final ValueStateDescriptor<SessionProgress> PROGRESS =
      new ValueStateDescriptor<>("session-progress", SessionProgress.class);
  private static final MapStateDescriptor<Integer, FrameEvidence> FRAMES =
      new MapStateDescriptor<>("frames", Integer.class, FrameEvidence.class);
  private static final MapStateDescriptor<PhotoKind, PhotoEvidence> PHOTOS =
      new MapStateDescriptor<>("photos", PhotoKind.class, PhotoEvidence.class);
  private static final MapStateDescriptor<String, InputTally> TALLIES =
      new MapStateDescriptor<>("tallies", TypeInformation.of(String.class), Types.TALLY);

  private final ModelSource source;
  private final TenantPolicies policies;
  private final Duration orphanWait;
  private final Duration photoWait;
  private final Duration retention;
  private final BacklogGrace grace;
  private transient SharedModels.Lease lease;
  private transient ModelSet models;
  private transient ResultDraft draft;
  private transient ValueState<SessionProgress> progress;
  private transient MapState<Integer, FrameEvidence> frames;
  private transient MapState<PhotoKind, PhotoEvidence> photos;
  private transient MapState<String, InputTally> tallies;

  JoinSession(
      ModelSource source,
      TenantPolicies policies,
      Duration orphanWait,
      Duration photoWait,
      Duration retention) {
    this.source = source;
    this.policies = policies;
    this.orphanWait = orphanWait;
    this.photoWait = photoWait;
    this.retention = retention;
    this.grace = new BacklogGrace(orphanWait);
  }

  @Override
  public void open(OpenContext context) throws Exception {
    lease = source.acquire();
    models = lease.models();
    draft = new ResultDraft(models.versions());
    progress = getRuntimeContext().getState(PROGRESS);
    frames = getRuntimeContext().getMapState(FRAMES);
    photos = getRuntimeContext().getMapState(PHOTOS);
    tallies = getRuntimeContext().getMapState(TALLIES);
  }

  @Override
  public void close() {
    if (lease != null) {
      lease.close();
    }
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
    boolean deleted = session.ended && session.settings == null;
    if (deleted || (session.ended && !session.scored)) {
      erase(session, fact, context, out);
      return;
    }
    if (fact instanceof SessionFact.Event happened) {
      count(happened.tally());
      session = onEvent(session, happened.event(), context, out);
    } else if (fact instanceof SessionFact.Upload upload) {
      onMilestone(session, upload, context, out);
    } else if (fact instanceof SessionFact.Frame frame) {
      onFrame(session, frame.evidence());
    } else if (fact instanceof SessionFact.Decoded decoded) {
      session.recording = decoded.recording();
    } else if (fact instanceof SessionFact.Stored stored) {
      session.stored = stored.recording();
    } else if (fact instanceof SessionFact.Speech speech) {
      session.speechPieces++;
      session.speechWindows += speech.speechWindows();
    } else if (fact instanceof SessionFact.Unheard) {
      session.speechPieces++;
      session.speechNotHeard = true;
    } else if (fact instanceof SessionFact.Photo photo) {
      count(photo.tally());
      photos.put(photo.evidence().kind(), photo.evidence());
      session.scored &= !session.ended;
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
      if (analysed(session)) {
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
          session.settings = event.getSettings();
          Reason refusal = SessionRules.refusal(session.settings);
          if (refusal != null) {
            expire(session, List.of(refusal), context, out);
          } else {
            SessionStatus status =
                session.started ? SessionStatus.in_progress : SessionStatus.pending;
            out.collect(update(draft.open(context.getCurrentKey(), session, status)));
          }
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
      // Covers all chunks, those that an earlier one covered too.
      tallies.put(upload.chunks().topic(), upload.chunks());
    }
    switch (upload.milestone()) {
      case STARTED -> {
        session.started = true;
        if (session.settings != null) {
          SessionStatus status = SessionStatus.in_progress;
          out.collect(update(draft.open(context.getCurrentKey(), session, status)));
        }
      }
      case RECEIVED -> session.received = true;
      case EXPIRED -> {
        List<Reason> reasons = new ArrayList<>(List.of(Reason.SESSION_EXPIRED));
        if (session.started) {
          reasons.add(Reason.RECORDING_INCOMPLETE);
        }
        expire(session, reasons, context, out);
      }
    }
  }

  private void onFrame(SessionProgress session, FrameEvidence part) throws Exception {
    FrameEvidence known = frames.get(part.index());
    FrameEvidence now = known == null ? part : known.with(part);
    frames.put(part.index(), now);
    if (now.complete() && (known == null || !known.complete())) {
      session.completeFrames++;
    }
  }

  /** Does what the new fact makes possible: running scores, the result, a corrected result. */
  private void advance(
      SessionProgress session, SessionFact fact, Context context, Collector<SessionUpdate> out)
      throws Exception {
    if (session.settings == null) {
      return;
    }
    if (session.settings.getVideoMode() == VideoMode.live_agent && !session.ended) {
      runningScores(session, context);
    }
    if (session.scored || !analysed(session)) {
      return;
    }
    if ((fact instanceof SessionFact.Photo && session.ended)
        || session.photoWaitOver
        || photosComplete(session)) {
      complete(session, context, out);
    } else if (session.photosBy == 0) {
      session.photosBy = timer(context, photoWait);
    }
  }

  private static boolean analysed(SessionProgress session) {
    return session.score != null
        || (session.received
            && session.recording != null
            && session.completeFrames == session.recording.frames()
            && session.speechPieces == session.recording.audioPieces()
            && (session.stored != null || !session.recording.kept()));
  }

  private boolean photosComplete(SessionProgress session) throws Exception {
    for (PhotoKind kind : session.settings.getExpectedPhotos()) {
      if (!photos.contains(kind)) {
        return false;
      }
    }
    return true;
  }

  private void complete(SessionProgress session, Context context, Collector<SessionUpdate> out)
      throws Exception {
    Map<PhotoKind, PhotoEvidence> references = new EnumMap<>(PhotoKind.class);
    for (Map.Entry<PhotoKind, PhotoEvidence> photo : photos.entries()) {
      references.put(photo.getKey(), photo.getValue());
    }
    SessionScorer scorer = scorer(session);
    if (session.score == null) {
      session.score = scorer.score(evidence(session, references));
      // A late photo needs the fused face only: the frames' templates go as soon as they can.
      frames.clear();
    } else {
      session.score = scorer.matched(session.score, references, expected(session));
    }
    out.collect(
        update(
            draft.completed(
                context.getCurrentKey(), session, session.score.checks(), tallies.values())));
    session.scored = true;
    end(session, context);
  }

  private Evidence evidence(SessionProgress session, Map<PhotoKind, PhotoEvidence> references)
      throws Exception {
    List<FrameEvidence> ordered = new ArrayList<>();
    for (int index = 0; index < session.recording.frames(); index++) {
      ordered.add(frames.get(index));
    }
    Double speech = session.speechNotHeard ? null : session.speechWindows * WINDOW_SECONDS;
    return new Evidence(ordered, references, expected(session), session.recording, speech);
  }

  /** Scores by what the session's tenant wants of a video. */
  private SessionScorer scorer(SessionProgress session) {
    return new SessionScorer(
        policies.of(session.settings.getTenantId()).scoring(), ScoringModels.of(models));
  }

  private static Set<PhotoKind> expected(SessionProgress session) {
    Set<PhotoKind> expected = EnumSet.noneOf(PhotoKind.class);
    expected.addAll(session.settings.getExpectedPhotos());
    return expected;
  }

  private void expire(
      SessionProgress session, List<Reason> reasons, Context context, Collector<SessionUpdate> out)
      throws Exception {
    out.collect(update(draft.expired(context.getCurrentKey(), session, reasons, tallies.values())));
    frames.clear();
    photos.clear();
    end(session, context);
  }

  private void runningScores(SessionProgress session, Context context) throws Exception {
    if (session.running == null) {
      session.running = new RunningScores();
    }
    RunningScores running = session.running;
    SessionScorer scorer = scorer(session);
    for (FrameEvidence frame = frames.get(running.next);
        frame != null && frame.complete();
        frame = frames.get(running.next)) {
      running.add(frame, scorer);
      int second = (int) ((running.latestMicros - running.firstMicros) / 1_000_000);
      if (second >= running.nextSecond) {
        running.nextSecond = second + 1;
        context.output(LIVE_SCORES, liveScore(context.getCurrentKey(), scorer, running, second));
      }
    }
  }

  private LiveScore liveScore(
      String sessionId, SessionScorer scorer, RunningScores running, int second) throws Exception {
    Double match = null;
    float[] face = scorer.enough(running.templates) ? running.face() : null;
    for (PhotoEvidence photo : photos.values()) {
      if (face != null && photo.template() != null) {
        double score = scorer.matchScore(face, photo.template());
        match = match == null ? score : Math.min(match, score);
      }
    }
    Double liveness =
        running.livenessFrames == 0 || !scorer.enough(running.templates)
            ? null
            : scorer.livenessScore(running.livenessLogits / running.livenessFrames);
    return new LiveScore(
        sessionId,
        second,
        running.latestMicros / 1000,
        running.next,
        running.faceFrames,
        running.latestFaces,
        match,
        liveness);
  }

  private void count(InputTally tally) throws Exception {
    tallies.put(tally.topic(), tally.plus(tallies.get(tally.topic())));
  }

  private void giveUpOrphan(Context context) throws Exception {
    for (InputTally tally : tallies.values()) {
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
    frames.clear();
    photos.clear();
    tallies.clear();
  }

  private static long timer(Context context, Duration wait) {
    long at = context.timerService().currentProcessingTime() + wait.toMillis();
    context.timerService().registerProcessingTimeTimer(at);
    return at;
  }

  private static SessionUpdate update(VideoResult result) {
    return new SessionUpdate(result.getSessionId(), result);
  }
}
