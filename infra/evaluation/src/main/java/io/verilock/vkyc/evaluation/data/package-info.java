/** Labelled data as CSV files beside pictures and videos. */
package io.verilock.vkyc.evaluation.data;
