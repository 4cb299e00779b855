/** Benchmarks, each beside what it is measured against in the same run. */
package io.verilock.vkyc.bench;
