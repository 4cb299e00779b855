package io.verilock.vkyc.recordings;

import static io.verilock.vkyc.recordings.Native.allocated;
import static io.verilock.vkyc.recordings.Native.check;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.ShortPointer;

/**
 * Reads the sound of a file that is trusted, in any format that the native libraries know: for
 * measurements and tests, not for what people send.
 */
public final class SoundFile {
  private static final int RATE = 16_000;

  private SoundFile() {}

  /**
   * The whole sound.
   *
   * @return 16 kHz mono, 16 bit
   * @throws IOException if the file cannot be opened or has no sound
   */
  public static short[] read(Path file) throws IOException {
    // Warnings of the native libraries belong on nobody's terminal.
    av_log_set_level(AV_LOG_ERROR);
    AVFormatContext format = new AVFormatContext(null);
    if (avformat_open_input(format, file.toString(), null, (AVDictionary) null) < 0) {
      throw new IOException(file + " cannot be opened");
    }
    AVCodecContext decoder = null;
    try {
      check(avformat_find_stream_info(format, (AVDictionary) null), file.toString());
      AVCodec codec = new AVCodec(null);
      int stream = av_find_best_stream(format, AVMEDIA_TYPE_AUDIO, -1, -1, codec, 0);
      if (stream < 0) {
        throw new IOException(file + " has no sound");
      }
      decoder = allocated(avcodec_alloc_context3(codec), "a decoder");
      check(avcodec_parameters_to_context(decoder, format.streams(stream).codecpar()), "decoder");
      check(avcodec_open2(decoder, codec, (AVDictionary) null), "decoder");
      return decoded(format, stream, decoder);
    } finally {
      if (decoder != null) {
        avcodec_free_context(decoder);
      }
      avformat_close_input(format);
    }
  }

  private static short[] decoded(AVFormatContext format, int stream, AVCodecContext decoder) {
    AVPacket packet = allocated(av_packet_alloc(), "a packet");
    AVFrame frame = allocated(av_frame_alloc(), "a frame");
    try (Sound sound = new Sound()) {
      while (av_read_frame(format, packet) >= 0) {
        if (packet.stream_index() == stream && avcodec_send_packet(decoder, packet) >= 0) {
          receive(decoder, frame, sound);
        }
        av_packet_unref(packet);
      }
      avcodec_send_packet(decoder, null);
      receive(decoder, frame, sound);
      return sound.samples();
    } finally {
      av_frame_free(frame);
      av_packet_free(packet);
    }
  }

  private static void receive(AVCodecContext decoder, AVFrame frame, Sound sound) {
    while (avcodec_receive_frame(decoder, frame) >= 0) {
      sound.add(frame);
    }
  }

  /** Sound that is brought to one rate while it grows. */
  private static final class Sound implements AutoCloseable {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private SwrContext resampler;

    void add(AVFrame frame) {
      if (resampler == null) {
        open(frame);
      }
      convert(frame.extended_data(), frame.nb_samples());
    }

    short[] samples() {
      if (resampler != null) {
        convert(null, 0);
      }
      short[] samples = new short[bytes.size() / Short.BYTES];
      ByteBuffer.wrap(bytes.toByteArray())
          .order(ByteOrder.LITTLE_ENDIAN)
          .asShortBuffer()
          .get(samples);
      return samples;
    }

    private void open(AVFrame frame) {
      try (AVChannelLayout mono = new AVChannelLayout()) {
        av_channel_layout_default(mono, 1);
        resampler = new SwrContext(null);
        check(
            swr_alloc_set_opts2(
                resampler,
                mono,
                AV_SAMPLE_FMT_S16,
                RATE,
                frame.ch_layout(),
                frame.format(),
                frame.sample_rate(),
                0,
                null),
            "resampler");
        check(swr_init(resampler), "resampler");
      }
    }

    private void convert(PointerPointer<?> input, int count) {
      int most = check(swr_get_out_samples(resampler, count), "resampler");
      try (ShortPointer output = new ShortPointer(Math.max(1, most));
          PointerPointer<Pointer> planes = new PointerPointer<>(1)) {
        planes.put(0, output);
        int made = check(swr_convert(resampler, planes, most, input, count), "resampler");
        short[] samples = new short[made];
        output.get(samples);
        ByteBuffer buffer = ByteBuffer.allocate(made * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asShortBuffer().put(samples);
        bytes.writeBytes(buffer.array());
      }
    }

    @Override
    public void close() {
      if (resampler != null) {
        swr_free(resampler);
      }
    }
  }
}
