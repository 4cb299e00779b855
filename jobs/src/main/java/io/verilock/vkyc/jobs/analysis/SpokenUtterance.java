package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.speech.Utterance;

/**
 * An utterance of a session that is to be written down.
 *
 * @param language it is in
 */
public record SpokenUtterance(String sessionId, String language, Utterance utterance) {}
