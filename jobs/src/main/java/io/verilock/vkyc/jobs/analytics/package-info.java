/**
 * The job that watches how scores are distributed: {@link
 * io.verilock.vkyc.jobs.analytics.ScoreAnalyticsJob} draws the graph, every other class here is one
 * operator of it or a record that runs between two.
 */
package io.verilock.vkyc.jobs.analytics;
