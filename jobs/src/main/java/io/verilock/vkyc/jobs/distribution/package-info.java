/**
 * How scores are distributed, in forms that can be merged: exact bins, quantile sketches, and how
 * far two distributions lie apart. Knows nothing of Flink.
 */
package io.verilock.vkyc.jobs.distribution;
