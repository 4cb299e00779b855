package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.types.SealedTypeFactory;
import io.verilock.vkyc.schemas.ObjectReference;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** The next news of a session's recording. */
@TypeInfo(SealedTypeFactory.class)
public sealed interface OrderedChunk {
  /** The session. */
  String sessionId();

  /** The next piece. */
  record Inline(String sessionId, ChunkPlace place, byte[] bytes) implements OrderedChunk {}

  /** The next piece, by reference. */
  record Referenced(String sessionId, ChunkPlace place, ObjectReference object)
      implements OrderedChunk {}

  /**
   * The recording ended without its last piece: nothing more will come, and what is kept of it can
   * go.
   *
   * @param erase whether a stored recording is to go too
   */
  record Abandoned(String sessionId, boolean erase) implements OrderedChunk {}
}
