/** Records that are sent to Kafka because something was committed. */
package io.verilock.vkyc.gateway.outbox;
