/** Sessions as clients send them. */
package io.verilock.vkyc.client.upload;
