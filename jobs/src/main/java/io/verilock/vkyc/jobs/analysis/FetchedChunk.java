package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.types.SealedTypeFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** The next news of a session's recording, with its bytes. */
@TypeInfo(SealedTypeFactory.class)
public sealed interface FetchedChunk {
  /** The session. */
  String sessionId();

  /** The next piece. */
  record Piece(String sessionId, ChunkPlace place, byte[] bytes) implements FetchedChunk {}

  /** The next piece, whose bytes are not to be had. */
  record Missing(String sessionId, ChunkPlace place) implements FetchedChunk {}

  /**
   * The recording was given up.
   *
   * @param erase whether a stored recording is to go too
   */
  record Abandoned(String sessionId, boolean erase) implements FetchedChunk {}
}
