/** A page to look at: the frames that were judged, and their scores. */
package io.verilock.vkyc.evaluation.report;
