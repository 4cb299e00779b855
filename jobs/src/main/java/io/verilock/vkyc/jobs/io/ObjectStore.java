package io.verilock.vkyc.jobs.io;

import io.verilock.vkyc.schemas.ObjectReference;
import java.io.IOException;
import java.io.Serializable;

/** Where recordings are kept, and large uploads read from. */
public interface ObjectStore extends AutoCloseable {
  /** Opens a store where an operator runs. */
  interface Opener extends Serializable {
    ObjectStore open() throws IOException;

    /** Whether recordings go to the store. */
    default boolean keeps() {
      return true;
    }
  }

  /**
   * Writes a session's recording under a name made of the session alone: writing it again replaces
   * it with the same bytes.
   */
  ObjectReference writeRecording(String sessionId, byte[][] pieces) throws IOException;

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
