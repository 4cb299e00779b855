package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.models.image.Picture;

/** What the liveness models look at on one frame, one crop for each in the pack's order. */
public record LivenessCrops(String sessionId, int take, int index, Picture[] crops) {}
