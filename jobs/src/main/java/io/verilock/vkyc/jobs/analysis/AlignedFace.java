package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.models.image.Picture;

/** A face of one frame, aligned for the embedder. */
public record AlignedFace(String sessionId, int take, int index, Picture picture) {}
