package io.verilock.vkyc.jobs.io;

import io.verilock.vkyc.schemas.ObjectReference;
import io.verilock.vkyc.schemas.PhotoKind;
import java.io.IOException;
import java.io.Serializable;

/** Where recordings and photos are kept, and large uploads read from. */
public interface ObjectStore extends AutoCloseable {
  /** Opens a store where an operator runs. */
  interface Opener extends Serializable {
    ObjectStore open() throws IOException;

    /** Whether recordings and photos go to the store. */
    default boolean keeps() {
      return true;
    }
  }

  /**
   * Writes a session's recording under a name made of the session alone: writing it again replaces
   * it with the same bytes.
   */
  ObjectReference writeRecording(String sessionId, byte[][] pieces) throws IOException;

  /** Writes the copy of a session's recording that can be sought in, like the recording itself. */
  ObjectReference writeReviewCopy(String sessionId, byte[][] pieces) throws IOException;

  /**
   * Writes a session's photo, the bytes as they came, under a name made of the session and the kind
   * alone, where large uploads have it too: a later photo of the same kind replaces it.
   */
  void writePhoto(String sessionId, PhotoKind kind, byte[] bytes) throws IOException;

  /** Removes all that is kept of a session. */
  void eraseSession(String sessionId) throws IOException;

  /**
   * Reads what a reference of a session names.
   *
   * @throws ObjectUnavailableException if it lies outside the session's own folder, is not there,
   *     or is not what the reference says; other failures are worth another try
   */
  byte[] read(String sessionId, ObjectReference reference)
      throws IOException, ObjectUnavailableException;

  @Override
  void close() throws IOException;
}
