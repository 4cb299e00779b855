package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.models.image.Picture;

/** A sampled frame. Large: never leaves the task it was decoded in. */
public record Frame(String sessionId, int index, long presentationTimeMicros, Picture picture) {}
