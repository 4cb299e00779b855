package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.speech.Utterance;

/**
 * Sound of a session that a speech model is to listen to.
 *
 * @param take of the recording, from 1
 * @param language that is spoken
 * @param utterance to be written down, or in which a sentence is to be said
 * @param phrase the sentence; null where what is said is to be written down
 */
public record SpokenUtterance(
    String sessionId, int take, String language, Utterance utterance, String phrase) {}
