package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.vision.FrameJudge;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Makes the template of a face. */
final class EmbedFaces extends RichMapFunction<AlignedFace, SessionFact> {
  static final String UID = "embed-faces";
  private static final long serialVersionUID = 1;

  private final BorrowedModels models;

  EmbedFaces(ModelSource source) {
    this.models = new BorrowedModels(source);
  }

  @Override
  public void open(OpenContext context) throws Exception {
    models.open();
  }

  @Override
  public SessionFact map(AlignedFace face) {
    return new SessionFact.Frame(
        face.sessionId(),
        face.take(),
        FrameJudge.template(models.get(), face.index(), face.picture()));
  }

  @Override
  public void close() {
    models.close();
  }
}
