package io.verilock.vkyc.gateway.analytics;

/**
 * How sessions ended, and how far they came.
 *
 * @param completed sessions that ended with a result
 * @param withFace of these, those whose video shows a face
 * @param live of these, those in which no check of liveness failed
 * @param matched of these, those in which a match with a photo passed and none failed
 */
record SessionCounts(
    long sessions,
    long completed,
    long approved,
    long declined,
    long needsReview,
    long expired,
    long reviewed,
    long withFace,
    long live,
    long matched) {
  static final SessionCounts NONE = new SessionCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  SessionCounts plus(SessionCounts other) {
    return new SessionCounts(
        sessions + other.sessions,
        completed + other.completed,
        approved + other.approved,
        declined + other.declined,
        needsReview + other.needsReview,
        expired + other.expired,
        reviewed + other.reviewed,
        withFace + other.withFace,
        live + other.live,
        matched + other.matched);
  }
}
