/** Results as people and programs read them. */
package io.verilock.vkyc.local.results;
