package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.jobs.decision.FrameEvidence;
import io.verilock.vkyc.models.image.Picture;
import java.util.Optional;

/**
 * What one frame shows, and the crops that the embedder and the liveness models look at.
 *
 * @param evidence the part of the evidence that needs no further model
 * @param aligned the face, aligned for the embedder; empty where the frame has no usable face
 * @param livenessCrops one for each liveness model, in the pack's order; empty where the frame has
 *     no usable face
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record FrameFindings(
    FrameEvidence evidence, Optional<Picture> aligned, Picture[] livenessCrops) {}
