/** Who calls, what they may do, and how often. */
package io.verilock.vkyc.gateway.access;
