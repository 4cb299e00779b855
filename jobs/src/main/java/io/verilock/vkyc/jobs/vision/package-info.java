/** What is seen on single pictures: frames of a video and photos. Knows nothing of Flink. */
package io.verilock.vkyc.jobs.vision;
