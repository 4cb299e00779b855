/**
 * How scores are distributed, for a tenant's analysts: reads the distributions and the drift alerts
 * from their topics, keeps them in memory tenant by tenant, and answers from there.
 */
package io.verilock.vkyc.gateway.analytics;
