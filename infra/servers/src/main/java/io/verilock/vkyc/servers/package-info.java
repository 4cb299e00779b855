/** Kafka, an object store and PostgreSQL, each started by a call, with its data in a folder. */
package io.verilock.vkyc.servers;
