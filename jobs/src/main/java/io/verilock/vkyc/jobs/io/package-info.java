/**
 * Where records and recordings come from and go to. The only package that knows Kafka and Hadoop.
 */
package io.verilock.vkyc.jobs.io;
