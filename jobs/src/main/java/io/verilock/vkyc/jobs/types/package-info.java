/** How Flink carries what it has no type for. */
package io.verilock.vkyc.jobs.types;
