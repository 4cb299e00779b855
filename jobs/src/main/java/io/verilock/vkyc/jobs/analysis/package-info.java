/**
 * The video analysis job: {@link io.verilock.vkyc.jobs.analysis.VideoAnalysisJob} draws the graph,
 * every other class here is one operator of it or a record that runs between two.
 */
package io.verilock.vkyc.jobs.analysis;
