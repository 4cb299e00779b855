/**
 * Makes recordings: for the demo, where no real ones are, and for tests. {@link
 * io.verilock.vkyc.recordings.RecordingWriter} is the way in.
 */
package io.verilock.vkyc.recordings;
