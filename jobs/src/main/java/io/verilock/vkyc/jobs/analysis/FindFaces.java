package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.vision.FrameFindings;
import io.verilock.vkyc.jobs.vision.FrameJudge;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Finds the faces of a frame and cuts out of the largest what the models look at. Frames end here:
 * only crops and measures go on.
 */
final class FindFaces extends ProcessFunction<Frame, SessionFact> {
  static final String UID = "find-faces";
  static final OutputTag<LivenessCrops> LIVENESS_CROPS =
      new OutputTag<>(UID + "-liveness-crops", Types.LIVENESS_CROPS);
  static final OutputTag<AlignedFace> ALIGNED_FACES =
      new OutputTag<>(UID + "-aligned-faces", Types.ALIGNED_FACE);
  private static final long serialVersionUID = 1;

  private final BorrowedModels models;
  private final int minimumFaceHeight;
  private transient FrameJudge judge;

  FindFaces(ModelSource source, int minimumFaceHeight) {
    this.models = new BorrowedModels(source);
    this.minimumFaceHeight = minimumFaceHeight;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    judge = new FrameJudge(models.open(), minimumFaceHeight);
  }

  @Override
  public void processElement(Frame frame, Context context, Collector<SessionFact> out) {
    FrameFindings findings =
        judge.see(frame.index(), frame.presentationTimeMicros(), frame.picture());
    findings
        .aligned()
        .ifPresent(
            face -> {
              context.output(
                  ALIGNED_FACES, new AlignedFace(frame.sessionId(), frame.index(), face));
              context.output(
                  LIVENESS_CROPS,
                  new LivenessCrops(frame.sessionId(), frame.index(), findings.livenessCrops()));
            });
    out.collect(new SessionFact.Frame(frame.sessionId(), findings.evidence()));
  }

  @Override
  public void close() {
    models.close();
  }
}
