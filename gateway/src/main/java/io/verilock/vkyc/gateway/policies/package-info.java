/** The policies that sessions are decided by, to be looked at. */
package io.verilock.vkyc.gateway.policies;
