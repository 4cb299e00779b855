package io.verilock.vkyc.jobs.io;

import io.verilock.vkyc.schemas.ObjectReference;
import io.verilock.vkyc.schemas.PhotoKind;

/**
 * Where recordings and photos stay with whoever sent them: nothing is kept, there is nothing to
 * erase, and no reference leads anywhere.
 */
public final class NoObjectStore implements ObjectStore {
  /** Opens it. */
  public static final Opener OPENER = new None();

  private NoObjectStore() {}

  @Override
  public ObjectReference writeRecording(String sessionId, byte[][] pieces) {
    throw new UnsupportedOperationException("no object store is configured");
  }

  @Override
  public ObjectReference writeReviewCopy(String sessionId, byte[][] pieces) {
    throw new UnsupportedOperationException("no object store is configured");
  }

  @Override
  public void writePhoto(String sessionId, PhotoKind kind, byte[] bytes) {
    throw new UnsupportedOperationException("no object store is configured");
  }

  @Override
  public void eraseSession(String sessionId) {
    // Nothing of the session was kept.
  }

  @Override
  public byte[] read(String sessionId, ObjectReference reference)
      throws ObjectUnavailableException {
    throw new ObjectUnavailableException("no object store is configured");
  }

  @Override
  public void close() {
    // Nothing was opened.
  }

  private record None() implements Opener {
    @Override
    public ObjectStore open() {
      return new NoObjectStore();
    }

    @Override
    public boolean keeps() {
      return false;
    }
  }
}
