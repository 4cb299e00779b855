package io.verilock.vkyc.evaluation;

import io.verilock.vkyc.models.image.Picture;
import java.util.List;
import java.util.SortedMap;

/**
 * What the session scorer makes of a clip.
 *
 * @param species of the attack; null for a bona fide clip
 * @param usable whether enough frames have a usable face
 * @param liveness the session's liveness score; null where there is none
 * @param checks every check with a score, by name
 * @param models mean probability of each liveness model over the usable frames, times 100, by name
 * @param reasons codes that the checks give before a policy decides
 * @param frames judged, in order
 * @param thumbnail a frame, small; null where there is none
 */
record JudgedClip(
    String clip,
    String label,
    String species,
    String identity,
    boolean usable,
    Double liveness,
    SortedMap<String, Double> checks,
    SortedMap<String, Double> models,
    List<String> reasons,
    List<JudgedFrame> frames,
    Picture thumbnail) {}
