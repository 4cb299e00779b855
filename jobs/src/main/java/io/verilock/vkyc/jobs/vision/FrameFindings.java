package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.jobs.decision.FrameEvidence;
import io.verilock.vkyc.models.face.DetectedFace;
import io.verilock.vkyc.models.image.Picture;
import java.util.List;
import java.util.Optional;

/**
 * What one frame shows, and the crops that the embedder and the liveness models look at.
 *
 * @param picture the frame as it was judged: upright, however it lay
 * @param soFar what is known of the recording, for the next frame
 * @param evidence the part of the evidence that needs no further model, and what was said since
 * @param faces that were seen, the most prominent first
 * @param aligned the face, aligned for the embedder; empty where the frame has no usable face
 * @param livenessCrops one for each liveness model, in the pack's order; empty where they do not
 *     look at the frame
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record FrameFindings(
    Picture picture,
    SeenSoFar soFar,
    FrameEvidence evidence,
    List<DetectedFace> faces,
    Optional<Picture> aligned,
    Picture[] livenessCrops) {
  /** These findings with a further part of the evidence. */
  FrameFindings with(FrameEvidence part) {
    return new FrameFindings(picture, soFar, evidence.with(part), faces, aligned, livenessCrops);
  }
}
