/** What programs beside the jobs need of a stack: where it is, and ways to its parts. */
package io.verilock.vkyc.client;
