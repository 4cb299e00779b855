/** Queries over the topics of a running stack. */
package io.verilock.vkyc.local.sql;
