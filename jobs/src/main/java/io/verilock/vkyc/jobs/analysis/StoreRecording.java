package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.io.ObjectStore;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Writes recordings to the object store, byte for byte as uploaded, and erases them. */
final class StoreRecording extends ProcessFunction<Recording, SessionFact> {
  static final String UID = "store-recording";
  private static final long serialVersionUID = 1;

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
      out.collect(
          new SessionFact.Stored(
              recording.sessionId(),
              store.writeRecording(recording.sessionId(), recording.pieces())));
    }
  }

  @Override
  public void close() throws Exception {
    if (store != null) {
      store.close();
    }
  }
}
