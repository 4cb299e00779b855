package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.vision.Direction;
import io.verilock.vkyc.jobs.vision.FrameFindings;
import io.verilock.vkyc.jobs.vision.FrameJudge;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Finds the faces of a frame and cuts out of the largest what the models look at. Frames end here:
 * only crops and measures go on.
 *
 * <p>Per session it keeps which way up the pictures lie, until the recording ends.
 */
final class FindFaces extends KeyedProcessFunction<String, Frame, SessionFact> {
  static final String UID = "find-faces";
  static final OutputTag<LivenessCrops> LIVENESS_CROPS =
      new OutputTag<>(UID + "-liveness-crops", Types.LIVENESS_CROPS);
  static final OutputTag<AlignedFace> ALIGNED_FACES =
      new OutputTag<>(UID + "-aligned-faces", Types.ALIGNED_FACE);
  private static final long serialVersionUID = 1;
  private static final ValueStateDescriptor<Direction> DIRECTION =
      new ValueStateDescriptor<>("picture-direction", Direction.class);

  private final BorrowedModels models;
  private final int minimumFaceHeight;
  private transient FrameJudge judge;
  private transient ValueState<Direction> direction;

  FindFaces(ModelSource source, int minimumFaceHeight) {
    this.models = new BorrowedModels(source);
    this.minimumFaceHeight = minimumFaceHeight;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    judge = new FrameJudge(models.open(), minimumFaceHeight);
    direction = getRuntimeContext().getState(DIRECTION);
  }

  @Override
  public void processElement(Frame frame, Context context, Collector<SessionFact> out)
      throws Exception {
    if (frame.picture() == null) {
      direction.clear();
      return;
    }
    Direction before = Objects.requireNonNullElse(direction.value(), Direction.UNKNOWN);
    FrameFindings findings =
        judge.see(frame.index(), frame.presentationTimeMicros(), frame.picture(), before);
    if (!findings.direction().equals(before)) {
      direction.update(findings.direction());
    }
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
