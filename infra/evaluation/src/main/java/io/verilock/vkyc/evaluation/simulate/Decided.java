package io.verilock.vkyc.evaluation.simulate;

import io.verilock.vkyc.schemas.Outcome;
import java.util.List;

/**
 * What a policy made of a sample.
 *
 * @param reasons codes, weightiest first
 * @param failed names of the checks that failed
 */
record Decided(Outcome outcome, List<String> reasons, List<String> failed) {}
