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

  /** Reads from the store that {@code opener} opens; null where there is none. */
  FetchChunks(ObjectStore.Opener opener) {
    this.opener = opener;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    store = opener == null ? null : opener.open();
  }

  @Override
  public void processElement(OrderedChunk chunk, Context context, Collector<FetchedChunk> out)
      throws Exception {
    if (chunk.object() == null) {
      out.collect(new FetchedChunk(chunk, chunk.bytes(), false));
      return;
    }
    try {
      if (store == null) {
        throw new ObjectUnavailableException("no object store is configured");
      }
      out.collect(new FetchedChunk(chunk, store.read(chunk.sessionId(), chunk.object()), false));
    } catch (ObjectUnavailableException e) {
      String reason = "chunk %d: %s".formatted(chunk.sequence(), e.getMessage());
      context.output(
          DEAD_LETTERS,
          DeadLetterCode.OBJECT_UNAVAILABLE.letter(
              UID,
              Topics.CHUNKS.name(),
              chunk.partition(),
              chunk.offset(),
              chunk.sessionId(),
              reason));
      out.collect(new FetchedChunk(chunk, null, true));
    }
  }

  @Override
  public void close() throws Exception {
    if (store != null) {
      store.close();
    }
  }
}
