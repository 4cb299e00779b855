/** Runs a pack over labelled data and says how often it errs. */
package io.verilock.vkyc.evaluation;
