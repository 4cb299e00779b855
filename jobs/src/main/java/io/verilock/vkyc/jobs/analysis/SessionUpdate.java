package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.schemas.VideoResult;

/**
 * News of a session: its result so far, not yet decided.
 *
 * @param result null where the session was deleted
 */
public record SessionUpdate(String sessionId, VideoResult result) {}
