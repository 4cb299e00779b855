/** Pictures and chunks of recordings, on their way into Kafka and the object store. */
package io.verilock.vkyc.gateway.uploads;
