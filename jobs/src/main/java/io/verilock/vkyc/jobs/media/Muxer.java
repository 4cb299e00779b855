package io.verilock.vkyc.jobs.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP9;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import io.verilock.vkyc.models.libav.Libav;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** A container being written, with tracks copied from another one. */
final class Muxer implements AutoCloseable {
  static final String WEBM = "webm";
  static final String MP4 = "mp4";

  /** libav would move all times so that none is below 0, and the timeline would not fit. */
  private static final int TIMES_AS_THEY_ARE = 0;

  private static final AVRational MICROS = new AVRational().num(1).den(1_000_000);

  private final AVFormatContext context;
  private final Map<Integer, Copied> tracks = new HashMap<>();
  private final boolean goesOn;

  /** What is added to the other container's times since they ran back, microseconds. */
  private long offset;

  /** Up to where anything was written, microseconds. */
  private long end;

  /** A track and its copy. */
  private static final class Copied {
    private final Track from;
    private final AVStream to;

    /** Time of the latest packet, microseconds. */
    private long latest = Long.MIN_VALUE;

    Copied(Track from, AVStream to) {
      this.from = from;
      this.to = to;
    }
  }

  /**
   * Writes the header. Tags of the other container are left behind.
   *
   * @param options of libav's muxer
   */
  Muxer(
      String format,
      RecordingOutput output,
      Track video,
      Optional<Track> audio,
      Map<String, String> options)
      throws MediaException {
    AVFormatContext opening = new AVFormatContext(null);
    Libav.check(
        avformat_alloc_output_context2(opening, null, format, (String) null),
        "a muxer of " + format);
    context = opening;
    goesOn = format.equals(WEBM);
    try {
      context.pb(output.context());
      // Otherwise tracks get random ids: a replay shall write the same bytes.
      context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
      context.avoid_negative_ts(TIMES_AS_THEY_ARE);
      add(video);
      audio.ifPresent(this::add);
      writeHeader(options);
    } catch (MediaException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Adds a packet of the other container; of a track that is not copied, nothing. */
  void write(AVPacket packet) throws MediaException {
    Copied track = tracks.get(packet.stream_index());
    if (track == null) {
      return;
    }
    if (packet.dts() == AV_NOPTS_VALUE) {
      packet.dts(packet.pts());
    } else if (packet.pts() == AV_NOPTS_VALUE) {
      packet.pts(packet.dts());
    }
    if (goesOn) {
      goOn(packet, track);
    }
    av_packet_rescale_ts(packet, track.from.timeBase(), track.to.time_base());
    packet.stream_index(track.to.index());
    packet.pos(-1);
    require(av_interleaved_write_frame(context, packet), "a packet");
  }

  /**
   * Lets time go on where it runs back, in pictures and sound alike, as it does for the analysis.
   * Only where pictures are written in the order in which they are shown.
   */
  private void goOn(AVPacket packet, Copied track) {
    long micros = track.from.micros(packet.dts()) + offset;
    if (micros < track.latest) {
      offset += end - micros;
      micros = end;
    }
    track.latest = micros;
    end = Math.max(end, micros + Math.max(0, track.from.micros(packet.duration())));
    long units = av_rescale_q(offset, MICROS, track.from.timeBase());
    packet.dts(packet.dts() + units);
    packet.pts(packet.pts() + units);
  }

  /** Writes what comes last: durations and the index. */
  void end() throws MediaException {
    require(av_write_trailer(context), "the end");
  }

  @Override
  public void close() {
    context.pb(null);
    avformat_free_context(context);
  }

  private void add(Track track) {
    AVStream stream = Libav.allocated(avformat_new_stream(context, null), "a track");
    Libav.check(avcodec_parameters_copy(stream.codecpar(), track.parameters()), "a track");
    // The other container's own name of the codec means nothing here. HEVC has two in MP4, which
    // tell where its parameters are.
    if (track.parameters().codec_id() != AV_CODEC_ID_HEVC) {
      stream.codecpar().codec_tag(0);
    }
    if (track.parameters().codec_id() == AV_CODEC_ID_VP9
        && track.parameters().format() == AV_PIX_FMT_NONE) {
      // MP4's muxer must be told the format of VP9's pictures, which its demuxer does not tell.
      stream.codecpar().format(AV_PIX_FMT_YUV420P);
    }
    stream.time_base(track.timeBase());
    tracks.put(track.index(), new Copied(track, stream));
  }

  private void writeHeader(Map<String, String> options) throws MediaException {
    AVDictionary dictionary = new AVDictionary(null);
    options.forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
    try {
      require(avformat_write_header(context, dictionary), "the header");
    } finally {
      av_dict_free(dictionary);
    }
  }

  private static void require(int written, String what) throws MediaException {
    if (written < 0) {
      throw new MediaException(
          MediaError.CONTAINER_DAMAGED,
          "%s cannot be written to a copy: %s".formatted(what, Libav.text(written)));
    }
  }
}
