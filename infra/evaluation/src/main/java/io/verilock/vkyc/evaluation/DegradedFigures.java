package io.verilock.vkyc.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How face matching fares when the second picture of each pair is worse.
 *
 * @param words what was done to the picture
 */
public record DegradedFigures(
    String words,
    int pairs,
    int noFace,
    Double eer,
    @JsonProperty("tar_at_far_1e2") Double tarAtFar1e2) {}
