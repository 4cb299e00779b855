package io.verilock.vkyc.jobs.io;

import io.verilock.vkyc.schemas.ObjectReference;
import java.io.IOException;
import java.io.Serializable;

/** Where recordings are kept, and large uploads read from. */
public interface ObjectStore extends AutoCloseable {
  /** Opens a store where an operator runs. */
  interface Opener extends Serializable {
    ObjectStore open() throws IOException;
  }

  /**
   * Writes a session's recording under a name made of the session alone: writing it again replaces
   * it with the same bytes.
   */
  ObjectReference writeRecording(String sessionId, byte[][] pieces) throws IOException;

  /** Removes a session's recording, if there is one. */
  void eraseRecording(String sessionId) throws IOException;

  /**
   * Reads what a reference names.
   *
   * @throws ObjectUnavailableException if it lies outside the store, is not there, or is not what
   *     the reference says; other failures are worth another try
   */
  byte[] read(ObjectReference reference) throws IOException, ObjectUnavailableException;

  @Override
  void close() throws IOException;
}
