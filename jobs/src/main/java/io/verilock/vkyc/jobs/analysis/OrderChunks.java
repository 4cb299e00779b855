package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.io.DeadLetterCode;
import io.verilock.vkyc.jobs.io.Received;
import io.verilock.vkyc.jobs.speech.AskedPhrase;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.SessionEvent;
import io.verilock.vkyc.schemas.SessionSettings;
import io.verilock.vkyc.schemas.VideoChunk;
import io.verilock.vkyc.schemas.VideoMode;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Puts a session's chunks in sequence, once each, from the session's creation to its last chunk or
 * its expiry. Where the person records again, the chunks of the take that begins replace all that
 * came before: those of an earlier take that are still on their way are dropped.
 *
 * <p>Per session it keeps the take and its next sequence number, and chunks that came too early, at
 * most {@code earlyLimitBytes} of them. Chunks of a session that is not created yet wait for {@code
 * orphanWait}, those of a take that has not begun as long as the session. What is kept goes {@code
 * retention} after the end.
 */
final class OrderChunks
    extends KeyedCoProcessFunction<
        String, Received<VideoChunk>, Received<SessionEvent>, OrderedChunk> {
  static final String UID = "order-chunks";
  static final OutputTag<SessionFact> FACTS = new OutputTag<>(UID + "-facts", Types.FACT);
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>(UID + "-dead-letters", Types.DEAD_LETTER);
  private static final int FIRST_TAKE = 1;
  private static final long serialVersionUID = 1;
  private static final ValueStateDescriptor<ChunkProgress> PROGRESS =
      new ValueStateDescriptor<>("chunk-progress", ChunkProgress.class);

  private final Duration expiry;
  private final Duration orphanWait;
  private final Duration retention;
  private final long earlyLimitBytes;
  private final BacklogGrace grace;
  private transient ValueState<ChunkProgress> progress;
  private transient EarlyChunks early;
  private transient Counter repeats;
  private transient Counter superseded;

  OrderChunks(Duration expiry, Duration orphanWait, Duration retention, long earlyLimitBytes) {
    this.expiry = expiry;
    this.orphanWait = orphanWait;
    this.retention = retention;
    this.earlyLimitBytes = earlyLimitBytes;
    this.grace = new BacklogGrace(orphanWait);
  }

  @Override
  public void open(OpenContext context) {
    progress = getRuntimeContext().getState(PROGRESS);
    early = new EarlyChunks(getRuntimeContext());
    repeats = getRuntimeContext().getMetricGroup().counter("repeatedChunks");
    superseded = getRuntimeContext().getMetricGroup().counter("supersededChunks");
  }

  @Override
  public void processElement1(
      Received<VideoChunk> received, Context context, Collector<OrderedChunk> out)
      throws Exception {
    ChunkProgress session = session(context);
    if (received.value().getTake() < session.take) {
      superseded.inc();
      return;
    }
    accept(session, received, context, out);
    passEarly(session, context, out);
    progress.update(session);
  }

  private void accept(
      ChunkProgress session,
      Received<VideoChunk> received,
      Context context,
      Collector<OrderedChunk> out)
      throws Exception {
    VideoChunk chunk = received.value();
    int sequence = chunk.getSequence();
    boolean current = chunk.getTake() == session.take;
    if ((current && sequence < session.next) || early.contains(chunk.getTake(), sequence)) {
      repeats.inc();
      return;
    }
    if (session.ended) {
      boolean whole = session.lastSequence >= 0 && session.next > session.lastSequence;
      if (whole) {
        giveUp(DeadLetterCode.CHUNK_AFTER_LAST, received, "the recording had ended", context);
      } else {
        giveUp(DeadLetterCode.SESSION_ENDED, received, "the session had ended", context);
      }
      return;
    }
    if (session.created && received.timestampMillis() > session.expiresAt) {
      giveUp(DeadLetterCode.SESSION_ENDED, received, "it came after the session's expiry", context);
      return;
    }
    if (current && session.lastSequence >= 0 && sequence > session.lastSequence) {
      giveUp(DeadLetterCode.CHUNK_AFTER_LAST, received, afterLast(session), context);
      return;
    }
    boolean next = current && sequence == session.next;
    if (!next && session.earlyBytes + size(chunk) > earlyLimitBytes) {
      String reason =
          "more than %d bytes wait for chunk %d".formatted(earlyLimitBytes, session.next);
      giveUp(DeadLetterCode.CHUNK_TOO_EARLY, received, reason, context);
      return;
    }
    if (current && chunk.getLast()) {
      session.lastSequence = sequence;
      dropAfterLast(session, context);
    }
    if (session.created && next) {
      pass(session, received, context, out);
    } else {
      early.put(received);
      session.earlyBytes += size(chunk);
    }
  }

  @Override
  public void processElement2(
      Received<SessionEvent> received, Context context, Collector<OrderedChunk> out)
      throws Exception {
    ChunkProgress session = session(context);
    SessionEvent event = received.value();
    switch (event.getType()) {
      case created -> create(session, received, context, out);
      case cancelled -> abandon(session, false, context, out);
      case deleted -> abandon(session, true, context, out);
      case retaken -> retake(session, event, context, out);
      default -> throw new IllegalArgumentException("session event of type " + event.getType());
    }
    progress.update(session);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<OrderedChunk> out)
      throws Exception {
    ChunkProgress session = progress.value();
    if (session == null) {
      return;
    }
    if ((!session.ended || session.deleted) && grace.postpones(context.timerService())) {
      return;
    }
    if (session.ended) {
      if (timestamp >= session.clearAt) {
        if (session.deleted) {
          // A photo on its way when the session was deleted may have been stored after the erasure.
          out.collect(new OrderedChunk.Abandoned(context.getCurrentKey(), true));
        }
        progress.clear();
        early.clear();
      }
    } else if (!session.created) {
      giveUpEarly(DeadLetterCode.SESSION_UNKNOWN, "no such session was created", context);
      progress.clear();
    } else if (timestamp >= session.expiresAt) {
      context.output(
          FACTS,
          new SessionFact.Upload(
              context.getCurrentKey(), SessionFact.NO_TAKE, Milestone.EXPIRED, session.tally));
      abandon(session, false, context, out);
      progress.update(session);
    }
  }

  private void create(
      ChunkProgress session,
      Received<SessionEvent> received,
      Context context,
      Collector<OrderedChunk> out)
      throws Exception {
    if (session.created || session.ended) {
      return;
    }
    SessionSettings settings = received.value().getSettings();
    session.created = true;
    session.expiresAt =
        settings.getExpiresAt() == null
            ? received.timestampMillis() + expiry.toMillis()
            : settings.getExpiresAt().toEpochMilli();
    boolean call = settings.getVideoMode() == VideoMode.live_agent;
    session.maxDurationSeconds = call ? 0 : settings.getVideoMaxDuration();
    session.language = call ? null : settings.getVideoLanguage();
    if (session.take == FIRST_TAKE) {
      session.phrase = call ? null : AskedPhrase.of(settings.getPrompts());
    }
    context.timerService().registerProcessingTimeTimer(session.expiresAt);
    if (SessionRules.refusal(settings) != null) {
      abandon(session, false, context, out);
      return;
    }
    passEarly(session, context, out);
  }

  /**
   * Begins a take: what came of the one before counts no more, neither here nor further on. It may
   * be known before the session's creation is.
   */
  private void retake(
      ChunkProgress session, SessionEvent event, Context context, Collector<OrderedChunk> out)
      throws Exception {
    if (session.ended || event.getTake() <= session.take) {
      return;
    }
    if (session.next > 0) {
      out.collect(new OrderedChunk.Abandoned(context.getCurrentKey(), false));
    }
    session.take = event.getTake();
    session.phrase = AskedPhrase.of(event.getSettings().getPrompts());
    session.next = 0;
    session.lastSequence = -1;
    session.earlyBytes = 0;
    session.tally = null;
    for (Received<VideoChunk> waiting : early.removeIf(chunk -> true)) {
      if (waiting.value().getTake() >= session.take) {
        accept(session, waiting, context, out);
      } else {
        superseded.inc();
      }
    }
    passEarly(session, context, out);
  }

  private void pass(
      ChunkProgress session,
      Received<VideoChunk> received,
      Context context,
      Collector<OrderedChunk> out)
      throws Exception {
    VideoChunk chunk = received.value();
    session.tally = InputTally.of(received).plus(session.tally);
    if (session.next == 0 && !session.started) {
      session.started = true;
      context.output(
          FACTS,
          new SessionFact.Upload(
              chunk.getSessionId(), SessionFact.NO_TAKE, Milestone.STARTED, null));
    }
    session.next = chunk.getSequence() + 1;
    ChunkPlace place =
        new ChunkPlace(
            session.take,
            chunk.getSequence(),
            chunk.getLast(),
            session.maxDurationSeconds,
            session.language,
            session.phrase,
            received.partition(),
            received.offset());
    out.collect(
        chunk.getObject() == null
            ? new OrderedChunk.Inline(chunk.getSessionId(), place, bytes(chunk))
            : new OrderedChunk.Referenced(chunk.getSessionId(), place, chunk.getObject()));
    if (chunk.getLast()) {
      context.output(
          FACTS,
          new SessionFact.Upload(
              chunk.getSessionId(),
              session.take,
              Milestone.RECEIVED,
              session.tally,
              chunk.getCapture()));
      giveUpEarly(
          DeadLetterCode.SESSION_ENDED, "the recording ended with an earlier take", context);
      session.earlyBytes = 0;
      end(session, context);
    }
  }

  private void passEarly(ChunkProgress session, Context context, Collector<OrderedChunk> out)
      throws Exception {
    while (session.created && !session.ended && early.contains(session.take, session.next)) {
      Received<VideoChunk> ready = early.remove(session.take, session.next);
      session.earlyBytes -= size(ready.value());
      pass(session, ready, context, out);
    }
  }

  private void abandon(
      ChunkProgress session, boolean erase, Context context, Collector<OrderedChunk> out)
      throws Exception {
    if (erase || (!session.ended && session.next > 0)) {
      out.collect(new OrderedChunk.Abandoned(context.getCurrentKey(), erase));
    }
    giveUpEarly(DeadLetterCode.SESSION_ENDED, "the session ended before it was whole", context);
    session.earlyBytes = 0;
    session.deleted |= erase;
    end(session, context);
  }

  private void end(ChunkProgress session, Context context) {
    session.ended = true;
    session.clearAt = context.timerService().currentProcessingTime() + retention.toMillis();
    context.timerService().registerProcessingTimeTimer(session.clearAt);
  }

  private void dropAfterLast(ChunkProgress session, Context context) throws Exception {
    for (Received<VideoChunk> received :
        early.removeIf(
            chunk ->
                chunk.getTake() == session.take && chunk.getSequence() > session.lastSequence)) {
      session.earlyBytes -= size(received.value());
      giveUp(DeadLetterCode.CHUNK_AFTER_LAST, received, afterLast(session), context);
    }
  }

  private void giveUpEarly(DeadLetterCode code, String reason, Context context) throws Exception {
    for (Received<VideoChunk> received : early.removeIf(chunk -> true)) {
      giveUp(code, received, reason, context);
    }
  }

  private static void giveUp(
      DeadLetterCode code, Received<VideoChunk> received, String reason, Context context) {
    context.output(
        DEAD_LETTERS,
        code.letter(
            UID,
            received,
            received.value().getSessionId(),
            "chunk %d: %s".formatted(received.value().getSequence(), reason)));
  }

  private ChunkProgress session(Context context) throws Exception {
    grace.start(context.timerService());
    ChunkProgress session = progress.value();
    if (session == null) {
      session = new ChunkProgress();
      context
          .timerService()
          .registerProcessingTimeTimer(
              context.timerService().currentProcessingTime() + orphanWait.toMillis());
      progress.update(session);
    }
    return session;
  }

  private static String afterLast(ChunkProgress session) {
    return "the recording's last chunk is " + session.lastSequence;
  }

  private static long size(VideoChunk chunk) {
    return chunk.getData() == null ? 0 : chunk.getData().remaining();
  }

  private static byte[] bytes(VideoChunk chunk) {
    byte[] bytes = new byte[chunk.getData().remaining()];
    chunk.getData().duplicate().get(bytes);
    return bytes;
  }
}
