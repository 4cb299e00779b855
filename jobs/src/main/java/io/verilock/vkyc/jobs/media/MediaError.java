package io.verilock.vkyc.jobs.media;

import java.util.Locale;

/** Why a recording could not be decoded. The lower-case name is the reason code users see. */
public enum MediaError {
  /** No bytes at all. */
  RECORDING_EMPTY,
  /** Not WebM, Matroska or MP4. */
  CONTAINER_NOT_SUPPORTED,
  /** The container is damaged or cut off before its first frame. */
  CONTAINER_DAMAGED,
  /** The container holds no video track. */
  NO_VIDEO_TRACK,
  /** The video track's codec is not VP8, VP9, AV1, H.264 or HEVC. */
  VIDEO_CODEC_NOT_SUPPORTED,
  /** The video track gave no picture. */
  VIDEO_DAMAGED,
  /** The pictures are larger than allowed. */
  RESOLUTION_TOO_LARGE,
  /** The video is longer than allowed. */
  DURATION_TOO_LONG,
  /** The recording has more bytes than allowed. */
  RECORDING_TOO_LARGE,
  /** The video has more frames than allowed. */
  TOO_MANY_FRAMES;

  /** The code as users see it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
