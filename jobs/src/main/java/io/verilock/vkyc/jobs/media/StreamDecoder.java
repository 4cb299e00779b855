package io.verilock.vkyc.jobs.media;

import static org.bytedeco.ffmpeg.global.avcodec.FF_COMPLIANCE_STRICT;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.verilock.vkyc.models.libav.Av1SequenceHeader;
import io.verilock.vkyc.models.libav.Libav;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** One track's decoder, on one thread. Damaged packets are counted and passed over. */
final class StreamDecoder implements AutoCloseable {
  /** A decoder that is drained gives what it holds back, at most a few dozen pictures. */
  private static final int MOST_ERRORS_AT_END = 64;

  private final Codec codec;
  private final int maxPixels;
  private final Libav.Errors errors;
  private final AVCodecContext context;
  private final AVFrame frame;
  private boolean refusedSize;

  /** Takes decoded pictures or sound; valid during the call only. */
  interface Frames {
    void take(AVFrame frame) throws MediaException;
  }

  /**
   * Opens the decoder.
   *
   * @param maxPixels refused before memory is taken for them; codecs round sizes up, so that the
   *     exact limit is checked on the decoded picture
   */
  StreamDecoder(Track track, Codec codec, int maxPixels, Libav.Errors errors)
      throws MediaException {
    this.codec = codec;
    this.maxPixels = maxPixels;
    this.errors = errors;
    AVCodec decoder = Libav.allocated(avcodec_find_decoder_by_name(codec.decoder()), "a decoder");
    context = Libav.allocated(avcodec_alloc_context3(decoder), "a decoder");
    int opened = avcodec_parameters_to_context(context, track.parameters());
    if (opened >= 0) {
      context.thread_count(1);
      context.max_pixels(2L * maxPixels);
      if (codec == Codec.H264) {
        // Streams that do not say how far pictures are reordered: assume the worst, instead of
        // finding out by dropping the first pictures that come late.
        context.strict_std_compliance(FF_COMPLIANCE_STRICT);
      }
      opened = avcodec_open2(context, decoder, (AVDictionary) null);
    }
    if (opened < 0) {
      avcodec_free_context(context);
      throw new MediaException(
          MediaError.VIDEO_DAMAGED,
          "the %s decoder cannot be opened: %s%s"
              .formatted(track.codecName(), Libav.text(opened), errors.suffix()));
    }
    frame = av_frame_alloc();
  }

  /** Decodes one packet, or with null what the decoder still holds. */
  void decode(AVPacket packet, Frames frames) throws MediaException {
    if (packet != null && codec == Codec.AV1 && announcesTooLarge(packet)) {
      refusedSize = true;
      errors.add("an AV1 sequence of pictures that are too large");
      return;
    }
    int sent = avcodec_send_packet(context, packet);
    if (sent < 0 && sent != AVERROR_EOF()) {
      count(sent);
    }
    receive(packet == null ? MOST_ERRORS_AT_END : 1, frames);
  }

  /** Whether the stream asked for pictures that are not decoded because of their size. */
  boolean refusedSize() {
    return refusedSize;
  }

  @Override
  public void close() {
    av_frame_free(frame);
    avcodec_free_context(context);
  }

  private boolean announcesTooLarge(AVPacket packet) {
    BytePointer data = packet.data();
    return Av1SequenceHeader.largestPicture(at -> data.get(at) & 0xff, packet.size()) > maxPixels;
  }

  private void receive(int mostErrors, Frames frames) throws MediaException {
    for (int failed = 0; failed < mostErrors; ) {
      int received = avcodec_receive_frame(context, frame);
      if (received == AVERROR_EAGAIN() || received == AVERROR_EOF()) {
        return;
      }
      if (received < 0) {
        failed++;
        count(received);
      } else {
        frames.take(frame);
      }
    }
  }

  private void count(int error) {
    // most decoders forget a size that they refuse; H.264's keeps it
    long pixels = (long) context.width() * context.height();
    refusedSize |= codec.isVideo() && (pixels == 0 || pixels > context.max_pixels());
    errors.add("damaged " + codec.decoder() + " packet: " + Libav.text(error));
  }
}
