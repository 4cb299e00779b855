package io.verilock.vkyc.recordings;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_close_dyn_buf;
import static org.bytedeco.ffmpeg.global.avformat.avio_open_dyn_buf;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.recordings.RecordingSettings.Colours;
import io.verilock.vkyc.recordings.RecordingSettings.Turn;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.ShortPointer;

/**
 * Writes pictures, and if wanted sound, into a recording in memory: sample sessions for the demo
 * and for tests. Belongs to one thread.
 */
public final class RecordingWriter implements AutoCloseable {
  private static final int MICROS = 1_000_000;

  /** Samples of sound a second. */
  private static final int AUDIO_RATE = 16_000;

  private static final int KEY_FRAME_EVERY = 30;
  private static final int BITS_PER_PIXEL_AND_SECOND = 4;
  private static final int SOUND_BITS = 48_000;
  private static final int FIXED_POINT_ONE = 1 << 16;
  private static final int MATRIX_ONE = 1 << 30;
  private static final int CHANNELS = 3;

  /** Enough for about two minutes. */
  private static final int INDEX_ROOM = 1 << 16;

  private final RecordingSettings settings;
  private final AVFormatContext context;
  private final AVIOContext output = new AVIOContext(null);
  private final StreamEncoder pictures;
  private final StreamEncoder sound;
  private final SwsContext scaler;
  private final BytePointer pixels;
  private final short[] pending;
  private int pendingSamples;
  private long samplesWritten;
  private boolean closed;

  /** Opens a writer. */
  public RecordingWriter(RecordingSettings settings) {
    this.settings = settings;
    String muxer = settings.layout().isWebm() ? "webm" : "mp4";
    AVFormatContext opening = new AVFormatContext(null);
    Native.check(avformat_alloc_output_context2(opening, null, muxer, null), muxer);
    context = opening;
    Native.check(avio_open_dyn_buf(output), "memory for a recording");
    // The WebM muxer gives tracks random ids otherwise: the same pictures shall be the same bytes.
    context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
    context.pb(output);
    pictures = openPictures();
    sound = settings.sound() ? openSound() : null;
    pending = new short[settings.sound() ? sound.context().frame_size() : 0];
    scaler = openScaler();
    pixels = new BytePointer((long) CHANNELS * settings.width() * settings.height());
    writeHeader();
  }

  /** Adds a picture as it is stored, before players turn it; times must grow. */
  public void picture(Picture picture, long presentationTimeMicros) {
    if (picture.width() != settings.width() || picture.height() != settings.height()) {
      throw new IllegalArgumentException("the picture has another size than the recording");
    }
    AVFrame frame = pictures.frame();
    Native.check(av_frame_make_writable(frame), "a picture");
    pixels.position(0).put(picture.bgr());
    // swscale reads four planes, used or not
    try (PointerPointer<Pointer> source = new PointerPointer<>(pixels, null, null, null);
        IntPointer stride = new IntPointer(CHANNELS * picture.width(), 0, 0, 0)) {
      sws_scale(scaler, source, stride, 0, picture.height(), frame.data(), frame.linesize());
    }
    frame.pts(presentationTimeMicros);
    pictures.encode(frame, this::write);
  }

  /** Adds sound, 16 kHz mono, following on from what was added before. */
  public void audio(short[] samples) {
    for (int done = 0; done < samples.length; ) {
      int part = Math.min(samples.length - done, pending.length - pendingSamples);
      System.arraycopy(samples, done, pending, pendingSamples, part);
      pendingSamples += part;
      done += part;
      if (pendingSamples == pending.length) {
        encodePending();
      }
    }
  }

  /** Ends the recording and returns its bytes. */
  public byte[] finish() {
    if (pendingSamples > 0) {
      Arrays.fill(pending, pendingSamples, pending.length, (short) 0);
      encodePending();
    }
    pictures.encode(null, this::write);
    if (sound != null) {
      sound.encode(null, this::write);
    }
    Native.check(av_write_trailer(context), "the end of a recording");
    byte[] recording = takeOutput();
    close();
    return recording;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (!output.isNull()) {
      takeOutput();
    }
    pictures.close();
    if (sound != null) {
      sound.close();
    }
    sws_freeContext(scaler);
    pixels.close();
    avformat_free_context(context);
  }

  private StreamEncoder openPictures() {
    StreamEncoder encoder =
        StreamEncoder.open(
            settings.video().encoder(),
            context,
            options(),
            codec -> {
              codec.width(settings.width());
              codec.height(settings.height());
              codec.pix_fmt(AV_PIX_FMT_YUV420P);
              codec.time_base().num(1).den(MICROS);
              codec.framerate().num(settings.framesPerSecond()).den(1);
              codec.sample_aspect_ratio().num(1).den(1);
              codec.gop_size(KEY_FRAME_EVERY);
              codec.max_b_frames(0);
              codec.bit_rate(
                  (long) BITS_PER_PIXEL_AND_SECOND * settings.width() * settings.height());
              codec.color_range(
                  settings.colours() == Colours.BT601_FULL ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG);
              codec.colorspace(
                  settings.colours() == Colours.BT709_LIMITED
                      ? AVCOL_SPC_BT709
                      : AVCOL_SPC_SMPTE170M);
            });
    tellTurn(encoder.stream().codecpar());
    return encoder;
  }

  private Map<String, String> options() {
    return switch (settings.video()) {
      // a positive speed would adapt to the machine, and the recording with it
      case VP8, VP9 -> Map.of("deadline", "realtime", "cpu-used", "-8");
      case AV1 -> Map.of("usage", "realtime", "cpu-used", "8");
      case H264 -> Map.of();
    };
  }

  private StreamEncoder openSound() {
    boolean opus = settings.layout().isWebm();
    return StreamEncoder.open(
        opus ? "libopus" : "aac",
        context,
        Map.of(),
        codec -> {
          codec.sample_rate(AUDIO_RATE);
          codec.sample_fmt(opus ? AV_SAMPLE_FMT_S16 : AV_SAMPLE_FMT_FLTP);
          av_channel_layout_default(codec.ch_layout(), 1);
          codec.time_base().num(1).den(AUDIO_RATE);
          codec.bit_rate(SOUND_BITS);
        });
  }

  private SwsContext openScaler() {
    SwsContext made =
        sws_getContext(
            settings.width(),
            settings.height(),
            AV_PIX_FMT_BGR24,
            settings.width(),
            settings.height(),
            AV_PIX_FMT_YUV420P,
            // without exact rounding a short cut is taken that knows one matrix and range only
            SWS_BILINEAR | SWS_ACCURATE_RND,
            null,
            null,
            (DoublePointer) null);
    IntPointer coefficients = sws_getCoefficients(pictures.context().colorspace());
    sws_setColorspaceDetails(
        Native.allocated(made, "a scaler"),
        coefficients,
        1,
        coefficients,
        settings.colours() == Colours.BT601_FULL ? 1 : 0,
        0,
        FIXED_POINT_ONE,
        FIXED_POINT_ONE);
    return made;
  }

  private void tellTurn(AVCodecParameters parameters) {
    if (settings.turn() == Turn.NONE) {
      return;
    }
    int[] turn = settings.turn().matrix();
    int[] matrix = {
      turn[0] * FIXED_POINT_ONE,
      turn[1] * FIXED_POINT_ONE,
      0,
      turn[2] * FIXED_POINT_ONE,
      turn[3] * FIXED_POINT_ONE,
      0,
      0,
      0,
      MATRIX_ONE
    };
    try (PointerPointer<Pointer> sideData = new PointerPointer<>(1);
        IntPointer count = new IntPointer(1)) {
      sideData.put(0, (Pointer) null);
      count.put(0);
      AVPacketSideData added =
          av_packet_side_data_new(
              sideData, count, AV_PKT_DATA_DISPLAYMATRIX, (long) matrix.length * Integer.BYTES, 0);
      new IntPointer(Native.allocated(added, "a display matrix").data()).put(matrix);
      parameters.coded_side_data(new AVPacketSideData(sideData.get(0)));
      parameters.nb_coded_side_data(count.get());
    }
  }

  private void writeHeader() {
    Map<String, String> options = new TreeMap<>();
    switch (settings.layout()) {
      case WEBM_FILE, MP4_INDEX_LAST -> {}
      case WEBM_LIVE -> {
        options.put("live", "1");
        options.put("cluster_time_limit", "1000");
      }
      // room for the index is kept in front, as a second pass would need a file
      case MP4_INDEX_FIRST -> options.put("moov_size", String.valueOf(INDEX_ROOM));
      case MP4_FRAGMENTED -> {
        options.put("movflags", "delay_moov+default_base_moof");
        options.put("frag_duration", "500000");
      }
    }
    AVDictionary dictionary = new AVDictionary(null);
    options.forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
    try {
      Native.check(avformat_write_header(context, dictionary), "the header of a recording");
    } finally {
      av_dict_free(dictionary);
    }
  }

  private void encodePending() {
    AVFrame frame = sound.frame();
    Native.check(av_frame_make_writable(frame), "sound");
    if (sound.context().sample_fmt() == AV_SAMPLE_FMT_S16) {
      new ShortPointer(frame.data(0)).put(pending);
    } else {
      float[] floats = new float[pending.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = pending[i] / 32768f;
      }
      new FloatPointer(frame.data(0)).put(floats);
    }
    frame.pts(samplesWritten);
    samplesWritten += pending.length;
    pendingSamples = 0;
    sound.encode(frame, this::write);
  }

  private void write(AVPacket packet) {
    Native.check(av_interleaved_write_frame(context, packet), "a packet of a recording");
  }

  private byte[] takeOutput() {
    BytePointer written = new BytePointer((Pointer) null);
    int size = avio_close_dyn_buf(output, written);
    output.setNull();
    context.pb(null);
    byte[] bytes = new byte[size];
    written.capacity(size).get(bytes);
    av_free(written);
    return bytes;
  }
}
