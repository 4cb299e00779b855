/**
 * Whole recordings and photos judged without a cluster, by what the job judges them with: for
 * figures over labelled data and for reports.
 */
package io.verilock.vkyc.evaluation.judge;
