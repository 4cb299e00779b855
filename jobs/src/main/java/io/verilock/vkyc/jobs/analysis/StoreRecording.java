package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.io.ObjectStore;
import io.verilock.vkyc.jobs.media.MediaException;
import io.verilock.vkyc.jobs.media.Remuxer;
import io.verilock.vkyc.schemas.ObjectReference;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes recordings to the object store, byte for byte as uploaded, and beside each a copy that can
 * be sought in, where one can be made; erases both.
 */
final class StoreRecording extends ProcessFunction<Recording, SessionFact> {
  static final String UID = "store-recording";
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(StoreRecording.class);

  private final ObjectStore.Opener opener;
  private transient ObjectStore store;

  StoreRecording(ObjectStore.Opener opener) {
    this.opener = opener;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    store = opener.open();
  }

  @Override
  public void processElement(Recording recording, Context context, Collector<SessionFact> out)
      throws Exception {
    if (recording.pieces() == null) {
      store.eraseSession(recording.sessionId());
    } else {
      ObjectReference stored = store.writeRecording(recording.sessionId(), recording.pieces());
      out.collect(
          new SessionFact.Stored(
              recording.sessionId(), recording.take(), stored, writeReviewCopy(recording)));
    }
  }

  /** The copy; null where none can be made. */
  private ObjectReference writeReviewCopy(Recording recording) throws IOException {
    byte[][] copy;
    try {
      copy = Remuxer.remux(recording.pieces());
    } catch (MediaException e) {
      LOG.info("session {}: no copy to be sought in: {}", recording.sessionId(), e.getMessage());
      return null;
    }
    return store.writeReviewCopy(recording.sessionId(), copy);
  }

  @Override
  public void close() throws Exception {
    if (store != null) {
      store.close();
    }
  }
}
