package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.decision.RecordingEvidence;
import io.verilock.vkyc.jobs.media.MediaError;
import io.verilock.vkyc.jobs.media.MediaException;
import io.verilock.vkyc.jobs.media.MediaLimits;
import io.verilock.vkyc.jobs.media.MediaSummary;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes recordings while they are uploaded and samples their frames.
 *
 * <p>Per session it keeps the recording's bytes and how many frames were given on, until the
 * recording ends. The decoder itself is never state: after a failure it is opened again from the
 * bytes, and what was given on before is decoded but not given again. At most {@code openDecoders}
 * recordings are decoded while they are uploaded; further ones are decoded when their last chunk is
 * there, with the same result.
 */
final class DecodeFrames extends KeyedProcessFunction<String, FetchedChunk, Frame> {
  static final String UID = "decode-frames";
  static final OutputTag<AudioPiece> AUDIO = new OutputTag<>(UID + "-audio", Types.AUDIO_PIECE);
  static final OutputTag<Recording> RECORDINGS =
      new OutputTag<>(UID + "-recordings", Types.RECORDING);
  static final OutputTag<SessionFact> FACTS = new OutputTag<>(UID + "-facts", Types.FACT);

  /** Recorders stop a little late. */
  private static final Duration OVERRUN = Duration.ofSeconds(2);

  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(DecodeFrames.class);
  private static final ValueStateDescriptor<DecodeProgress> PROGRESS =
      new ValueStateDescriptor<>("decode-progress", DecodeProgress.class);
  private static final MapStateDescriptor<Integer, byte[]> PIECES =
      new MapStateDescriptor<>("recording-pieces", Integer.class, byte[].class);

  private final MediaLimits limits;
  private final double frameRate;
  private final int openDecoders;
  private final boolean keepRecordings;
  private transient ValueState<DecodeProgress> progress;
  private transient MapState<Integer, byte[]> pieces;
  private transient Map<String, SessionDecoder> decoders;

  DecodeFrames(MediaLimits limits, double frameRate, int openDecoders, boolean keepRecordings) {
    this.limits = limits;
    this.keepRecordings = keepRecordings;
    this.frameRate = frameRate;
    this.openDecoders = openDecoders;
  }

  @Override
  public void open(OpenContext context) {
    progress = getRuntimeContext().getState(PROGRESS);
    pieces = getRuntimeContext().getMapState(PIECES);
    decoders = new HashMap<>();
  }

  @Override
  public void processElement(FetchedChunk fetched, Context context, Collector<Frame> out)
      throws Exception {
    String sessionId = fetched.sessionId();
    if (fetched instanceof FetchedChunk.Abandoned abandoned) {
      forget(sessionId);
      out.collect(Frame.end(sessionId));
      context.output(AUDIO, AudioPiece.abandoned(sessionId));
      if (abandoned.erase() && keepRecordings) {
        context.output(RECORDINGS, new Recording(sessionId, 0, null));
      }
      return;
    }
    DecodeProgress session = progress.value();
    if (session == null) {
      session = new DecodeProgress();
    }
    if (fetched instanceof FetchedChunk.Piece piece) {
      keep(session, piece);
      MediaSummary summary = session.failed() ? null : decode(session, piece, context, out);
      goOn(session, sessionId, piece.place(), summary, context, out);
    } else if (fetched instanceof FetchedChunk.Missing missing) {
      session.pieceMissing = true;
      closeDecoder(sessionId);
      pieces.clear();
      goOn(session, sessionId, missing.place(), null, context, out);
    }
  }

  private void goOn(
      DecodeProgress session,
      String sessionId,
      ChunkPlace place,
      MediaSummary summary,
      Context context,
      Collector<Frame> out)
      throws Exception {
    if (place.last()) {
      finish(session, sessionId, place, summary, context);
      out.collect(Frame.end(sessionId));
    } else {
      progress.update(session);
    }
  }

  @Override
  public void close() {
    if (decoders != null) {
      decoders.values().forEach(SessionDecoder::close);
      decoders.clear();
    }
  }

  private void keep(DecodeProgress session, FetchedChunk.Piece piece) throws Exception {
    if (!session.keeps()) {
      return;
    }
    session.bytes += piece.bytes().length;
    if (session.bytes > limits.maxBytes()) {
      fail(session, piece.sessionId(), MediaError.RECORDING_TOO_LARGE);
      pieces.clear();
      return;
    }
    pieces.put(session.pieces, piece.bytes());
    session.pieces++;
  }

  /** Feeds what is new, all of it to a decoder just opened; the summary after the last chunk. */
  private MediaSummary decode(
      DecodeProgress session, FetchedChunk.Piece next, Context context, Collector<Frame> out)
      throws Exception {
    String sessionId = next.sessionId();
    boolean last = next.place().last();
    SessionDecoder decoder = decoders.get(sessionId);
    int firstPiece = session.pieces - 1;
    if (decoder == null) {
      if (decoders.size() >= openDecoders && !last) {
        return null;
      }
      decoder =
          new SessionDecoder(sessionId, next.place(), limits(next.place()), frameRate, session);
      decoders.put(sessionId, decoder);
      firstPiece = 0;
    }
    try {
      for (int piece = firstPiece; piece < session.pieces; piece++) {
        decoder.feed(
            pieces.get(piece), session, out::collect, audio -> context.output(AUDIO, audio));
      }
      return last
          ? decoder.finish(session, out::collect, audio -> context.output(AUDIO, audio))
          : null;
    } catch (MediaException e) {
      LOG.info("session {}: {}", sessionId, e.getMessage());
      fail(session, sessionId, e.code());
      return null;
    }
  }

  private void finish(
      DecodeProgress session,
      String sessionId,
      ChunkPlace place,
      MediaSummary summary,
      Context context)
      throws Exception {
    boolean kept = keepRecordings && session.pieces > 0 && session.keeps();
    context.output(
        FACTS,
        new SessionFact.Decoded(
            sessionId,
            place.take(),
            RecordingEvidence.of(
                session.frames, session.audioPieces, summary, kept, session.code())));
    if (kept) {
      byte[][] whole = new byte[session.pieces][];
      for (int piece = 0; piece < whole.length; piece++) {
        whole[piece] = pieces.get(piece);
      }
      context.output(RECORDINGS, new Recording(sessionId, place.take(), whole));
    }
    context.output(
        AUDIO, AudioPiece.end(sessionId, place.take(), place.language(), place.phrase()));
    forget(sessionId);
  }

  private void fail(DecodeProgress session, String sessionId, MediaError error) {
    session.error = error;
    closeDecoder(sessionId);
  }

  private void forget(String sessionId) {
    closeDecoder(sessionId);
    progress.clear();
    pieces.clear();
  }

  private void closeDecoder(String sessionId) {
    SessionDecoder decoder = decoders.remove(sessionId);
    if (decoder != null) {
      decoder.close();
    }
  }

  private MediaLimits limits(ChunkPlace place) {
    if (place.maxDurationSeconds() == 0) {
      return limits;
    }
    Duration longest = Duration.ofSeconds(place.maxDurationSeconds()).plus(OVERRUN);
    return new MediaLimits(limits.maxBytes(), longest, limits.maxPixels(), limits.maxFrames());
  }
}
