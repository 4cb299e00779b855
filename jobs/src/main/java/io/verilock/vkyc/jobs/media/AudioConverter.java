package io.verilock.vkyc.jobs.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.ShortPointer;

/** Brings decoded sound to 16 kHz mono and cuts it into pieces. */
final class AudioConverter implements AutoCloseable {
  private static final int LOWEST_RATE = 4_000;
  private static final int HIGHEST_RATE = 384_000;
  private static final int MOST_CHANNELS = 16;

  private final Pieces pieces;
  private final short[] piece = new short[MediaSink.AUDIO_PIECE];
  private int filled;
  private long samples;
  private Layout layout;
  private SwrContext resampler;
  private ShortPointer output = new ShortPointer();

  /** Takes finished pieces. */
  interface Pieces {
    void take(short[] samples);
  }

  private record Layout(int rate, int format, int channels, int order, long mask) {
    static Layout of(AVFrame frame) {
      AVChannelLayout channels = frame.ch_layout();
      return new Layout(
          frame.sample_rate(),
          frame.format(),
          channels.nb_channels(),
          channels.order(),
          channels.u_mask());
    }

    boolean isSensible() {
      return rate >= LOWEST_RATE
          && rate <= HIGHEST_RATE
          && channels >= 1
          && channels <= MOST_CHANNELS;
    }
  }

  AudioConverter(Pieces pieces) {
    this.pieces = pieces;
  }

  /** Samples given so far, those waiting for their piece to fill included. */
  long samples() {
    return samples;
  }

  /** Adds decoded sound. Returns false where its format cannot be converted. */
  boolean add(AVFrame frame) {
    Layout wanted = Layout.of(frame);
    if (!wanted.isSensible()) {
      return false;
    }
    if (!wanted.equals(layout)) {
      drain();
      layout = wanted;
      if (!open(frame)) {
        layout = null;
        return false;
      }
    }
    return convert(frame.extended_data(), frame.nb_samples());
  }

  /** Gives what is left; the last piece may be short. */
  void end() {
    drain();
    if (filled > 0) {
      pieces.take(Arrays.copyOf(piece, filled));
      filled = 0;
    }
  }

  @Override
  public void close() {
    if (resampler != null) {
      swr_free(resampler);
      resampler = null;
    }
    output.close();
  }

  private boolean open(AVFrame frame) {
    try (AVChannelLayout mono = new AVChannelLayout();
        AVChannelLayout usual = new AVChannelLayout()) {
      av_channel_layout_default(mono, 1);
      av_channel_layout_default(usual, layout.channels);
      resampler = new SwrContext(null);
      int made =
          swr_alloc_set_opts2(
              resampler,
              mono,
              AV_SAMPLE_FMT_S16,
              MediaSink.AUDIO_RATE,
              layout.order == AV_CHANNEL_ORDER_UNSPEC ? usual : frame.ch_layout(),
              layout.format,
              layout.rate,
              0,
              null);
      if (made >= 0 && swr_init(resampler) >= 0) {
        return true;
      }
      swr_free(resampler);
      resampler = null;
      return false;
    }
  }

  private void drain() {
    if (resampler != null) {
      convert(null, 0);
      swr_free(resampler);
      resampler = null;
    }
  }

  private boolean convert(PointerPointer<?> input, int count) {
    int most = swr_get_out_samples(resampler, count);
    if (most < 0) {
      return false;
    }
    if (output.capacity() < most) {
      output.close();
      output = new ShortPointer(most);
    }
    try (PointerPointer<Pointer> planes = new PointerPointer<>(1)) {
      planes.put(0, output);
      int made = swr_convert(resampler, planes, most, input, count);
      if (made < 0) {
        return false;
      }
      append(made);
      return true;
    }
  }

  private void append(int count) {
    samples += count;
    for (int done = 0; done < count; ) {
      int part = Math.min(count - done, piece.length - filled);
      output.position(done).get(piece, filled, part);
      filled += part;
      done += part;
      if (filled == piece.length) {
        pieces.take(piece.clone());
        filled = 0;
      }
    }
    output.position(0);
  }
}
