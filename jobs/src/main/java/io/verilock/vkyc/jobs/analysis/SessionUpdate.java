package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.schemas.VideoResult;

/**
 * News of a session: its result so far, not yet decided.
 *
 * @param result null where the session was deleted
 */
public record SessionUpdate(String sessionId, VideoResult result) {
  /** News that a session has this result. */
  static SessionUpdate of(VideoResult result) {
    return new SessionUpdate(result.getSessionId(), result);
  }
}
