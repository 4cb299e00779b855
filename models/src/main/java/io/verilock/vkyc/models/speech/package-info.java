/** Speech: where in a recording someone speaks, and what is said. */
package io.verilock.vkyc.models.speech;
