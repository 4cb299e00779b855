package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.schemas.PhotoKind;

/**
 * What came of a reference photo: a template, or the reason why there is none.
 *
 * @param template of length 1, or null
 * @param reason null where there is a template
 */
public record PhotoEvidence(PhotoKind kind, float[] template, Reason reason) {}
