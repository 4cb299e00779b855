/** Running scores of sessions, as they come. */
package io.verilock.vkyc.gateway.scores;
