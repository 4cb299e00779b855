/** Results as they stand on their topic. */
package io.verilock.vkyc.client.results;
