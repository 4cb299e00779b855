/** Sessions from files into a running stack. */
package io.verilock.vkyc.local.ingest;
