package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.decision.FrameEvidence;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.pack.SharedModels;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Makes the template of a face. */
final class EmbedFaces extends RichMapFunction<AlignedFace, SessionFact> {
  static final String UID = "embed-faces";
  private static final long serialVersionUID = 1;

  private final ModelSource source;
  private transient SharedModels.Lease lease;
  private transient ModelSet models;

  EmbedFaces(ModelSource source) {
    this.source = source;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    lease = source.acquire();
    models = lease.models();
  }

  @Override
  public SessionFact map(AlignedFace face) {
    float[] template = models.embedder().embed(face.picture());
    return SessionFact.frame(face.sessionId(), FrameEvidence.ofTemplate(face.index(), template));
  }

  @Override
  public void close() {
    if (lease != null) {
      lease.close();
    }
  }
}
