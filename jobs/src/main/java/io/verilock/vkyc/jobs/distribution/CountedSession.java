package io.verilock.vkyc.jobs.distribution;

/**
 * What is counted of a session that ended.
 *
 * @param reviewed whether a person decided
 * @param withFace whether its video shows a face
 * @param live whether, beyond that, no check of liveness failed
 * @param matched whether, beyond that, a match with a photo passed and none failed
 * @param faceMatch 0 to 100, or null
 * @param liveness 0 to 100, or null
 * @param latencySeconds from its latest input to its result, or null
 */
public record CountedSession(
    SessionOutcome outcome,
    boolean reviewed,
    boolean withFace,
    boolean live,
    boolean matched,
    Double faceMatch,
    Double liveness,
    Double latencySeconds) {}
