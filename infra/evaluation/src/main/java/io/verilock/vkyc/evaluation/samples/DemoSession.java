package io.verilock.vkyc.evaluation.samples;

import io.verilock.vkyc.client.upload.SessionFiles;

/**
 * A sample session.
 *
 * @param purpose what it shows, in a sentence
 */
public record DemoSession(String purpose, SessionFiles files) {}
