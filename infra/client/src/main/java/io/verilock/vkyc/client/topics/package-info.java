/** The topics, as programs beside the jobs read and write them. */
package io.verilock.vkyc.client.topics;
