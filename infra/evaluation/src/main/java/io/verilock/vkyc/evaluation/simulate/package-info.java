/** Replays a decision policy over the samples of an evaluation report. */
package io.verilock.vkyc.evaluation.simulate;
