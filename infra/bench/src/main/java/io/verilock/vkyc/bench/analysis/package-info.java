/** What the way from a recording's bytes to its scores costs. */
package io.verilock.vkyc.bench.analysis;
