package io.verilock.vkyc.models.image;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import io.verilock.vkyc.models.libav.Av1SequenceHeader;
import io.verilock.vkyc.models.libav.Libav;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** Decodes one coded picture, on the calling thread. */
final class StillDecoder implements AutoCloseable {
  /** Codecs store whole blocks and cut the rest off. */
  private static final long LARGEST_BLOCK_PIXELS = 128 * 128;

  private final StillCodec codec;
  private final Libav.Errors errors;
  private final AVCodecContext context;
  private final AVPacket packet;
  private final AVFrame frame;

  private StillDecoder(StillCodec codec, Libav.Errors errors) {
    this.codec = codec;
    this.errors = errors;
    AVCodec decoder = Libav.allocated(avcodec_find_decoder_by_name(codec.decoder()), "a decoder");
    context = avcodec_alloc_context3(decoder);
    packet = av_packet_alloc();
    frame = av_frame_alloc();
  }

  /**
   * Decodes a picture.
   *
   * @param pixels as many as the file claims; larger ones are refused before memory is taken
   * @throws IOException if the picture is damaged or larger than claimed
   */
  static Picture decode(
      StillCodec codec, byte[] configuration, byte[] data, long pixels, HeifColours colours)
      throws IOException {
    // libaom, unlike libav's own decoders, has no limit on what it allocates.
    if (codec == StillCodec.AV1
        && Av1SequenceHeader.largestPicture(at -> data[(int) at] & 0xff, data.length) > pixels) {
      throw new IOException("a picture larger than the file claims");
    }
    Libav.Errors errors = new Libav.Errors();
    Libav.report(errors);
    try (StillDecoder decoder = new StillDecoder(codec, errors)) {
      decoder.open(configuration, pixels);
      decoder.decode(data);
      if ((long) decoder.frame.width() * decoder.frame.height() > pixels) {
        throw new IOException("a picture larger than the file claims");
      }
      return StillConverter.converted(decoder.frame, colours.coding());
    } finally {
      Libav.report(null);
    }
  }

  @Override
  public void close() {
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(context);
  }

  private void open(byte[] configuration, long pixels) throws IOException {
    Libav.allocated(context, "a decoder");
    BytePointer extra =
        new BytePointer(
            Libav.allocated(
                av_mallocz((long) configuration.length + AV_INPUT_BUFFER_PADDING_SIZE),
                "a decoder's settings"));
    extra.capacity(configuration.length).put(configuration);
    context.extradata(extra); // freed with the context
    context.extradata_size(configuration.length);
    context.thread_count(1);
    context.max_pixels(2 * pixels + LARGEST_BLOCK_PIXELS);
    check(avcodec_open2(context, context.codec(), (AVDictionary) null));
  }

  private void decode(byte[] data) throws IOException {
    Libav.allocated(packet, "a packet");
    Libav.allocated(frame, "a picture");
    check(av_new_packet(packet, data.length));
    packet.data().capacity(data.length).put(data);
    check(avcodec_send_packet(context, packet));
    check(avcodec_send_packet(context, (AVPacket) null));
    check(avcodec_receive_frame(context, frame));
    if (frame.decode_error_flags() != 0 || (frame.flags() & AV_FRAME_FLAG_CORRUPT) != 0) {
      throw new IOException("parts of it are damaged" + errors.suffix());
    }
  }

  private void check(int result) throws IOException {
    if (result < 0) {
      throw new IOException("%s: %s%s".formatted(codec, Libav.text(result), errors.suffix()));
    }
  }
}
