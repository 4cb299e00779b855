package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.io.DeadLetterCode;
import io.verilock.vkyc.jobs.io.ObjectStore;
import io.verilock.vkyc.jobs.io.ObjectUnavailableException;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.Topics;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Brings the bytes of chunks that came by reference. A chunk whose bytes are not to be had ends the
 * recording: what follows it could not be decoded.
 */
final class FetchChunks extends ProcessFunction<OrderedChunk, FetchedChunk> {
  static final String UID = "fetch-chunks";
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>(UID + "-dead-letters", Types.DEAD_LETTER);
  private static final long serialVersionUID = 1;

  private final ObjectStore.Opener opener;
  private transient ObjectStore store;

  /** Reads from the store that {@code opener} opens. */
  FetchChunks(ObjectStore.Opener opener) {
    this.opener = opener;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    store = opener.open();
  }

  @Override
  public void processElement(OrderedChunk chunk, Context context, Collector<FetchedChunk> out)
      throws Exception {
    if (chunk instanceof OrderedChunk.Inline piece) {
      out.collect(new FetchedChunk.Piece(piece.sessionId(), piece.place(), piece.bytes()));
    } else if (chunk instanceof OrderedChunk.Referenced piece) {
      out.collect(fetched(piece, context));
    } else if (chunk instanceof OrderedChunk.Abandoned abandoned) {
      out.collect(new FetchedChunk.Abandoned(abandoned.sessionId(), abandoned.erase()));
    }
  }

  @Override
  public void close() throws Exception {
    if (store != null) {
      store.close();
    }
  }

  private FetchedChunk fetched(OrderedChunk.Referenced piece, Context context) throws Exception {
    String sessionId = piece.sessionId();
    ChunkPlace place = piece.place();
    try {
      return new FetchedChunk.Piece(sessionId, place, store.read(sessionId, piece.object()));
    } catch (ObjectUnavailableException e) {
      context.output(
          DEAD_LETTERS,
          DeadLetterCode.OBJECT_UNAVAILABLE.letter(
              UID,
              Topics.CHUNKS.name(),
              place.partition(),
              place.offset(),
              sessionId,
              "chunk %d: %s".formatted(place.sequence(), e.getMessage())));
      return new FetchedChunk.Missing(sessionId, place);
    }
  }
}
