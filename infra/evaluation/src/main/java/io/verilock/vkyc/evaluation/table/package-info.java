/** CSV files as people and spreadsheets write them. */
package io.verilock.vkyc.evaluation.table;
