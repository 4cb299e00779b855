package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.vision.FrameJudge;
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
    return new SessionFact.Frame(
        face.sessionId(), FrameJudge.template(models, face.index(), face.picture()));
  }

  @Override
  public void close() {
    if (lease != null) {
      lease.close();
    }
  }
}
