/**
 * The topics as tables of Flink SQL: the format of their records and the statements that name them.
 */
package io.verilock.vkyc.sql;
