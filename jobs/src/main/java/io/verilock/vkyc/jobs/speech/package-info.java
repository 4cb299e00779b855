/** What is heard in a recording: where somebody speaks, and in which pieces it is written down. */
package io.verilock.vkyc.jobs.speech;
