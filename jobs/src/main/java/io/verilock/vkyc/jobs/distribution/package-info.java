/**
 * How sessions of one window and group are counted, in forms that can be merged, and how far two
 * distributions of scores lie apart. Knows nothing of Flink.
 */
package io.verilock.vkyc.jobs.distribution;
