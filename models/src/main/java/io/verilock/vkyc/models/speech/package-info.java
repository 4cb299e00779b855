/** Speech: where in a recording someone speaks. */
package io.verilock.vkyc.models.speech;
