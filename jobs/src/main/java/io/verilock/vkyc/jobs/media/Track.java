package io.verilock.vkyc.jobs.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.verilock.vkyc.models.image.Orientation;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.IntPointer;

/** One track of an open container; valid while that is open. */
final class Track {
  private static final int MATRIX_BYTES = 9 * Integer.BYTES;

  /** Times beyond this are nonsense; differences of times within it do not overflow. */
  private static final long FARTHEST_MICROS = 1L << 60;

  private final AVStream stream;

  Track(AVStream stream) {
    this.stream = stream;
  }

  int index() {
    return stream.index();
  }

  AVCodecParameters parameters() {
    return stream.codecpar();
  }

  AVRational timeBase() {
    return stream.time_base();
  }

  /** libav's name of the codec. */
  String codecName() {
    return Codec.name(parameters().codec_id());
  }

  /** The codec; empty where it is not decoded. */
  Optional<Codec> codec() {
    return Codec.of(parameters().codec_id());
  }

  /** The track's duration as the header claims it; 0 where it does not. */
  long claimedMicros() {
    return stream.duration() == AV_NOPTS_VALUE ? 0 : Math.max(0, micros(stream.duration()));
  }

  /** Time base units as microseconds, rounded to nearest, within {@link #FARTHEST_MICROS}. */
  long micros(long units) {
    double seconds = (double) units * timeBase().num() / timeBase().den();
    return Math.max(-FARTHEST_MICROS, Math.min(FARTHEST_MICROS, Math.round(seconds * 1e6)));
  }

  /** How much wider than high a pixel of this picture is to be shown. */
  double pixelAspect(AVFrame frame) {
    AVRational aspect = av_guess_sample_aspect_ratio(null, stream, frame);
    return aspect.num() > 0 && aspect.den() > 0 ? (double) aspect.num() / aspect.den() : 1;
  }

  /** How pictures are turned to be upright. */
  Orientation orientation() {
    AVCodecParameters parameters = parameters();
    if (parameters.nb_coded_side_data() == 0) {
      return Orientation.UPRIGHT;
    }
    AVPacketSideData matrix =
        av_packet_side_data_get(
            parameters.coded_side_data(),
            parameters.nb_coded_side_data(),
            AV_PKT_DATA_DISPLAYMATRIX);
    if (matrix == null || matrix.isNull() || matrix.size() < MATRIX_BYTES) {
      return Orientation.UPRIGHT;
    }
    int[] values = new int[9];
    new IntPointer(matrix.data()).get(values);
    return Orientation.ofMatrix(values);
  }
}
