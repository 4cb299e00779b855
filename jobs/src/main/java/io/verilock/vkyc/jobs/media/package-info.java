/**
 * Hostile bytes in, upright pictures and 16 kHz sound out; no Flink.
 *
 * <p>{@link io.verilock.vkyc.jobs.media.MediaDecoder} is the way in. Read on in the order of the
 * data: {@code Container} (is this a container we open at all), {@code RecordingBytes} and {@code
 * RecordingInput} (what the demuxer may see), {@code Turns} (why a native demuxer can wait for the
 * next chunk), {@code Decoding} (the whole way), {@code Demuxer}, {@code VideoTrack} and {@code
 * AudioTrack}.
 */
package io.verilock.vkyc.jobs.media;
