/** API keys over HTTP. */
package io.verilock.vkyc.gateway.keys;
