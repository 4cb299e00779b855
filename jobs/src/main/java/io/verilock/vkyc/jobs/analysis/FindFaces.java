package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.vision.Direction;
import io.verilock.vkyc.jobs.vision.FrameFindings;
import io.verilock.vkyc.jobs.vision.FrameJudge;
import io.verilock.vkyc.jobs.vision.LookSchedule;
import io.verilock.vkyc.jobs.vision.Looks;
import io.verilock.vkyc.jobs.vision.SeenSoFar;
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
 * <p>Per session it keeps which way up the pictures lie, and where the liveness models looked last,
 * until the recording ends.
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
  private static final ValueStateDescriptor<Looks> LOOKS =
      new ValueStateDescriptor<>("liveness-looks", Looks.class);

  private final BorrowedModels models;
  private final int minimumFaceHeight;
  private final int livenessFrames;
  private final double frameRate;
  private transient FrameJudge judge;
  private transient ValueState<Direction> direction;
  private transient ValueState<Looks> looks;

  FindFaces(ModelSource source, int minimumFaceHeight, int livenessFrames, double frameRate) {
    this.models = new BorrowedModels(source);
    this.minimumFaceHeight = minimumFaceHeight;
    this.livenessFrames = livenessFrames;
    this.frameRate = frameRate;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    judge =
        new FrameJudge(
            models.open(), minimumFaceHeight, new LookSchedule(livenessFrames, frameRate));
    direction = getRuntimeContext().getState(DIRECTION);
    looks = getRuntimeContext().getState(LOOKS);
  }

  @Override
  public void processElement(Frame frame, Context context, Collector<SessionFact> out)
      throws Exception {
    if (frame.picture() == null) {
      direction.clear();
      looks.clear();
      return;
    }
    SeenSoFar before =
        new SeenSoFar(
            Objects.requireNonNullElse(direction.value(), Direction.UNKNOWN),
            Objects.requireNonNullElse(looks.value(), Looks.NONE));
    FrameFindings findings =
        judge.see(frame.index(), frame.presentationTimeMicros(), frame.picture(), before);
    SeenSoFar after = findings.soFar();
    if (!after.direction().equals(before.direction())) {
      direction.update(after.direction());
    }
    if (!after.looks().equals(before.looks())) {
      looks.update(after.looks());
    }
    String sessionId = frame.sessionId();
    findings
        .aligned()
        .ifPresent(
            face ->
                context.output(
                    ALIGNED_FACES, new AlignedFace(sessionId, frame.take(), frame.index(), face)));
    if (findings.livenessCrops().length > 0) {
      context.output(
          LIVENESS_CROPS,
          new LivenessCrops(sessionId, frame.take(), frame.index(), findings.livenessCrops()));
    }
    out.collect(new SessionFact.Frame(sessionId, frame.take(), findings.evidence()));
  }

  @Override
  public void close() {
    models.close();
  }
}
