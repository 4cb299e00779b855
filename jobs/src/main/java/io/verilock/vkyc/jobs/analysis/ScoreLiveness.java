package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.vision.FrameJudge;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Scores a face with every passive liveness model of the pack; with none where it has none. */
final class ScoreLiveness extends RichMapFunction<LivenessCrops, SessionFact> {
  static final String UID = "score-liveness";
  private static final long serialVersionUID = 1;

  private final BorrowedModels models;

  ScoreLiveness(ModelSource source) {
    this.models = new BorrowedModels(source);
  }

  @Override
  public void open(OpenContext context) throws Exception {
    models.open();
  }

  @Override
  public SessionFact map(LivenessCrops face) {
    return new SessionFact.Frame(
        face.sessionId(),
        face.take(),
        FrameJudge.liveness(models.get(), face.index(), face.crops()));
  }

  @Override
  public void close() {
    models.close();
  }
}
