/**
 * The HTTP edge: a stateless process over PostgreSQL and Kafka. {@code contract} is what is
 * promised, {@code http} the way of a request; the other packages are what it is about.
 */
package io.verilock.vkyc.gateway;
