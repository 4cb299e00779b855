/** Sample sessions to try the system with. */
package io.verilock.vkyc.evaluation.samples;
