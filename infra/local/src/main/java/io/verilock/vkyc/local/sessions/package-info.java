/** Sessions as files, and the records they become. */
package io.verilock.vkyc.local.sessions;
