package io.verilock.vkyc.jobs.decision;

import java.io.Serializable;

/**
 * What a video must have before its scores count.
 *
 * @param minimumUsableFrames frames with a usable face below which a session goes to review
 * @param multipleFacesShare share of frames with more than one face from which it is named
 */
public record ScoringSettings(int minimumUsableFrames, double multipleFacesShare)
    implements Serializable {}
