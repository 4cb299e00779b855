package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.vision.FrameJudge;
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
    return new SessionFact.Frame(
        face.sessionId(), FrameJudge.liveness(models, face.index(), face.crops()));
  }

  @Override
  public void close() {
    if (lease != null) {
      lease.close();
    }
  }
}
