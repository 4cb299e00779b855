/** Agents, the people who wait for them, and who talks with whom. */
package io.verilock.vkyc.gateway.calls;
