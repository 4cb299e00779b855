/**
 * The analysts' page of the embedded stack: reads the distributions of scores and the drift alerts
 * from their topics, keeps them in memory, and answers over HTTP on loopback.
 */
package io.verilock.vkyc.local.analytics;
