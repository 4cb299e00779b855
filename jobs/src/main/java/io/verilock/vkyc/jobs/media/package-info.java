/** Hostile bytes to sampled frames and audio. Knows nothing of Flink. */
package io.verilock.vkyc.jobs.media;
