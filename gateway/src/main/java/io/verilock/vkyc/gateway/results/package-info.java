/** What the jobs say of sessions, as far as their topic was read, and people's decisions. */
package io.verilock.vkyc.gateway.results;
