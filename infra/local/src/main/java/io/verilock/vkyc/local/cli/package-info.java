/** The command line. */
package io.verilock.vkyc.local.cli;
