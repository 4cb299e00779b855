/** Text for terminals. */
package io.verilock.vkyc.evaluation.text;
