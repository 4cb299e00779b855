package io.verilock.vkyc.evaluation;

import java.util.SortedMap;

/**
 * What the liveness models make of a frame.
 *
 * @param species of the attack; null for a bona fide frame
 * @param usable whether it has a usable face
 * @param scores of each model, as probability times 100, and of all together through the pack's
 *     calibration, by name
 */
record JudgedFrame(
    String label, String species, boolean usable, SortedMap<String, Double> scores) {}
