package io.verilock.vkyc.jobs.media;

import java.util.Optional;

/**
 * What a decoded recording turned out to be.
 *
 * @param container {@code webm}, {@code matroska}, {@code mp4} or {@code quicktime}
 * @param videoCodec {@code vp8}, {@code vp9}, {@code av1}, {@code h264} or {@code hevc}
 * @param audioCodec libav's name of the sound track's codec; empty without a sound track
 * @param audio what became of the sound track
 * @param width of the first picture, upright
 * @param height of the first picture, upright
 * @param startMicros presentation time of the first picture on the container's clock
 * @param durationMicros from the first picture's time to the end of the last one
 * @param ranBackMicros by how much the container's times ran back, all in all; time goes on there
 * @param decodedFrames pictures decoded
 * @param sampledFrames pictures that fell to the sink, those skipped on resuming included
 * @param audioPieces pieces of audio that fell to the sink, those skipped on resuming included
 * @param makers what the container and its played tracks say of the programs that made them, in
 *     lower case; empty where they say nothing
 * @param missingMicros how much of the video is not there, as far as can be told: what the
 *     container claims beyond the last picture, or the gaps between pictures where something was
 *     damaged
 * @param cut whether the recording ends before its container does
 * @param errors damaged packets and errors the decoder reported
 * @param firstError the first of them in words; empty without any
 */
public record MediaSummary(
    String container,
    String videoCodec,
    Optional<String> audioCodec,
    AudioState audio,
    int width,
    int height,
    long startMicros,
    long durationMicros,
    long ranBackMicros,
    int decodedFrames,
    int sampledFrames,
    int audioPieces,
    String makers,
    long missingMicros,
    boolean cut,
    int errors,
    Optional<String> firstError) {

  /** What became of the sound track. */
  public enum AudioState {
    /** There is no sound track. */
    NONE,
    /** It was decoded. */
    DECODED,
    /** Its codec is not Opus, Vorbis or AAC. */
    CODEC_NOT_SUPPORTED,
    /** It is there but gave no sample. */
    DAMAGED
  }

  /** Whether some of the recording was lost: it is cut off, or parts could not be decoded. */
  public boolean damaged() {
    return errors > 0;
  }
}
