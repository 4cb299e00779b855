package io.verilock.vkyc.recordings;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** One track's encoder, on one thread, and the frame it is fed with. */
final class StreamEncoder implements AutoCloseable {
  private final AVCodecContext context;
  private final AVStream stream;
  private final AVFrame frame;
  private final long usualDuration;

  private StreamEncoder(AVCodecContext context, AVStream stream, AVFrame frame) {
    this.context = context;
    this.stream = stream;
    this.frame = frame;
    AVRational rate = context.framerate();
    AVRational tick = context.time_base();
    usualDuration =
        rate.num() > 0 ? (long) rate.den() * tick.den() / ((long) rate.num() * tick.num()) : 0;
  }

  /**
   * Opens an encoder as a new track of an output.
   *
   * @param options the encoder's own options
   * @param configure sets what every encoder has
   */
  static StreamEncoder open(
      String name,
      AVFormatContext output,
      Map<String, String> options,
      Consumer<AVCodecContext> configure) {
    AVCodec encoder = Native.allocated(avcodec_find_encoder_by_name(name), name);
    AVCodecContext context = Native.allocated(avcodec_alloc_context3(encoder), name);
    context.thread_count(1);
    if ((output.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
      context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    }
    configure.accept(context);
    AVDictionary dictionary = new AVDictionary(null);
    options.forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
    try {
      Native.check(avcodec_open2(context, encoder, dictionary), name);
    } finally {
      av_dict_free(dictionary);
    }
    AVStream stream = Native.allocated(avformat_new_stream(output, null), "a track");
    Native.check(avcodec_parameters_from_context(stream.codecpar(), context), "a track");
    stream.time_base().num(context.time_base().num()).den(context.time_base().den());
    return new StreamEncoder(context, stream, frameFor(context));
  }

  AVCodecContext context() {
    return context;
  }

  AVStream stream() {
    return stream;
  }

  /** The frame to fill and encode. */
  AVFrame frame() {
    return frame;
  }

  /** Encodes one frame, or with null what the encoder still holds. */
  void encode(AVFrame frame, Consumer<AVPacket> packets) {
    Native.check(avcodec_send_frame(context, frame), "encoding");
    AVPacket packet = Native.allocated(av_packet_alloc(), "a packet");
    try {
      while (avcodec_receive_packet(context, packet) >= 0) {
        packet.stream_index(stream.index());
        if (packet.duration() == 0) {
          // without one MP4 hides the last picture
          packet.duration(usualDuration);
        }
        av_packet_rescale_ts(packet, context.time_base(), stream.time_base());
        packets.accept(packet);
      }
    } finally {
      av_packet_free(packet);
    }
  }

  @Override
  public void close() {
    av_frame_free(frame);
    avcodec_free_context(context);
  }

  private static AVFrame frameFor(AVCodecContext context) {
    AVFrame frame = Native.allocated(av_frame_alloc(), "a frame");
    if (context.codec_type() == AVMEDIA_TYPE_VIDEO) {
      frame.width(context.width());
      frame.height(context.height());
      frame.format(context.pix_fmt());
      frame.color_range(context.color_range());
      frame.colorspace(context.colorspace());
    } else {
      frame.nb_samples(context.frame_size());
      frame.format(context.sample_fmt());
      frame.sample_rate(context.sample_rate());
      Native.check(av_channel_layout_copy(frame.ch_layout(), context.ch_layout()), "sound");
    }
    Native.check(av_frame_get_buffer(frame, 0), "a frame");
    return frame;
  }
}
