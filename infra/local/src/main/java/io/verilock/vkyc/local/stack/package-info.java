/** Kafka, an object store and Flink in one process, with their data in one folder. */
package io.verilock.vkyc.local.stack;
