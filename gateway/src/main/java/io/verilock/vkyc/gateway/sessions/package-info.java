/** Sessions: created, found, cancelled, erased. */
package io.verilock.vkyc.gateway.sessions;
