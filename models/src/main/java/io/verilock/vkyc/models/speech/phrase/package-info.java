/** Whether a phrase was said: what a session asks a person to say, against what is heard. */
package io.verilock.vkyc.models.speech.phrase;
