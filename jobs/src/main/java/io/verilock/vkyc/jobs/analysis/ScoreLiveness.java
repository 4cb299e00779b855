package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.decision.FrameEvidence;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.pack.SharedModels;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Scores a face with every passive liveness model of the pack; with none where it has none. */
final class ScoreLiveness extends RichMapFunction<LivenessCrops, SessionFact> {
  static final String UID = "score-liveness";
  private static final long serialVersionUID = 1;

  private final ModelSource source;
  private transient SharedModels.Lease lease;
  private transient ModelSet models;

  ScoreLiveness(ModelSource source) {
    this.source = source;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    lease = source.acquire();
    models = lease.models();
  }

  @Override
  public SessionFact map(LivenessCrops face) {
    float[] probabilities = new float[face.crops().length];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = (float) models.liveness().get(i).score(face.crops()[i]);
    }
    return SessionFact.frame(
        face.sessionId(), FrameEvidence.ofLiveness(face.index(), probabilities));
  }

  @Override
  public void close() {
    if (lease != null) {
      lease.close();
    }
  }
}
