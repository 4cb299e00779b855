/** Scores and decides over a session. Knows nothing of Flink, does no input or output. */
package io.verilock.vkyc.jobs.decision;
