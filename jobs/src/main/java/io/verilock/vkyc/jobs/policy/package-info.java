/** Reads the policies of tenants from a file. Knows nothing of Flink. */
package io.verilock.vkyc.jobs.policy;
