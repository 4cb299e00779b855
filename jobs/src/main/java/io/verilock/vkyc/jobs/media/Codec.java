package io.verilock.vkyc.jobs.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_OPUS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VORBIS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP8;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP9;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The codecs that are decoded, each by the one decoder named here. All others are refused. */
enum Codec {
  VP8(AV_CODEC_ID_VP8, "vp8"),
  VP9(AV_CODEC_ID_VP9, "vp9"),
  /** libav's own AV1 decoder needs hardware. */
  AV1(AV_CODEC_ID_AV1, "libaom-av1"),
  H264(AV_CODEC_ID_H264, "h264"),
  HEVC(AV_CODEC_ID_HEVC, "hevc"),
  OPUS(AV_CODEC_ID_OPUS, "opus"),
  VORBIS(AV_CODEC_ID_VORBIS, "vorbis"),
  AAC(AV_CODEC_ID_AAC, "aac");

  private final int id;
  private final String decoder;

  Codec(int id, String decoder) {
    this.id = id;
    this.decoder = decoder;
  }

  /** Name of libav's decoder. */
  String decoder() {
    return decoder;
  }

  boolean isVideo() {
    return compareTo(HEVC) <= 0;
  }

  boolean isAudio() {
    return !isVideo();
  }

  /** The codec with libav's number; empty where it is not decoded. */
  static Optional<Codec> of(int id) {
    return Arrays.stream(values()).filter(codec -> codec.id == id).findFirst();
  }

  /** libav's name of any codec, decoded or not. */
  static String name(int id) {
    return avcodec_get_name(id).getString();
  }

  /** All decoders, as libav takes a list. */
  static String decoders() {
    return Arrays.stream(values()).map(Codec::decoder).collect(Collectors.joining(","));
  }
}
