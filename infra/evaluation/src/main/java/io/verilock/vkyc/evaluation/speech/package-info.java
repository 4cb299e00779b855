/** How well speech is written down: recordings of sentences against what was said. */
package io.verilock.vkyc.evaluation.speech;
