package io.verilock.vkyc.jobs.analytics;

/** A score whose distribution is watched. */
enum WatchedScore {
  FACE_MATCH("face_match_score", "face match"),
  LIVENESS("liveness_score", "liveness");

  private final String field;
  private final String words;

  WatchedScore(String field, String words) {
    this.field = field;
    this.words = words;
  }

  /** Its field in a result. */
  String field() {
    return field;
  }

  /** What people call it. */
  String words() {
    return words;
  }
}
