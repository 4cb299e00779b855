/** Text for terminals. */
package io.verilock.vkyc.local.text;
