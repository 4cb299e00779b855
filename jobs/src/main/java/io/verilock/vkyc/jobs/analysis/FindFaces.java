package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.decision.FrameEvidence;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.face.LivenessScorer;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.pack.SharedModels;
import java.util.List;
import java.util.Optional;
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
  private static final byte[] NO_SIGNATURE = {};

  private final ModelSource source;
  private final int minimumFaceHeight;
  private transient SharedModels.Lease lease;
  private transient ModelSet models;

  FindFaces(ModelSource source, int minimumFaceHeight) {
    this.source = source;
    this.minimumFaceHeight = minimumFaceHeight;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    lease = source.acquire();
    models = lease.models();
  }

  @Override
  public void processElement(Frame frame, Context context, Collector<SessionFact> out) {
    Picture picture = frame.picture();
    List<DetectedFace> faces = models.detector().detect(picture);
    FrameEvidence evidence =
        faces.isEmpty()
            ? FrameEvidence.ofFaces(
                frame.index(), frame.presentationTimeMicros(), 0, 0, 0, NO_SIGNATURE, false)
            : look(frame, faces, context);
    out.collect(SessionFact.frame(frame.sessionId(), evidence));
  }

  @Override
  public void close() {
    if (lease != null) {
      lease.close();
    }
  }

  private FrameEvidence look(Frame frame, List<DetectedFace> faces, Context context) {
    Picture picture = frame.picture();
    DetectedFace face = faces.get(0);
    Optional<Picture> aligned =
        face.height() >= minimumFaceHeight
            ? models.aligner().align(picture, face)
            : Optional.empty();
    aligned.ifPresent(
        chip -> {
          context.output(ALIGNED_FACES, new AlignedFace(frame.sessionId(), frame.index(), chip));
          context.output(
              LIVENESS_CROPS,
              new LivenessCrops(frame.sessionId(), frame.index(), crops(picture, face)));
        });
    return FrameEvidence.ofFaces(
        frame.index(),
        frame.presentationTimeMicros(),
        faces.size(),
        face.height(),
        aligned.map(FaceMeasures::sharpness).orElse(0f),
        FaceMeasures.signature(picture),
        aligned.isPresent());
  }

  private Picture[] crops(Picture picture, DetectedFace face) {
    List<LivenessScorer> scorers = models.liveness();
    Picture[] crops = new Picture[scorers.size()];
    for (int i = 0; i < crops.length; i++) {
      crops[i] = scorers.get(i).crop(picture, face);
    }
    return crops;
  }
}
