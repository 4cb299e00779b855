package io.verilock.vkyc.models.image;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GBRP;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import io.verilock.vkyc.models.libav.Libav;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Lays out HEIF files of lossless AV1 pictures, item by item; the first one is the primary. */
final class TestHeif {
  private final List<Item> items = new ArrayList<>();

  private record Item(String type, byte[] data, List<byte[]> properties, List<Integer> parts) {}

  /** Adds a coded picture. Returns its number. */
  int picture(Picture picture, byte[]... more) {
    return item(
        "av01", lossless(picture), List.of(), size(picture.width(), picture.height()), more);
  }

  /** Adds an item of any kind. Returns its number. */
  int item(String type, byte[] data, List<Integer> parts, byte[] size, byte[]... more) {
    List<byte[]> properties = new ArrayList<>(List.of(size, box("av1C", 0x81, 0x20, 0, 0)));
    properties.addAll(List.of(more));
    items.add(new Item(type, data, properties, parts));
    return items.size();
  }

  /** What a grid item holds. */
  static byte[] grid(int columns, int rows, int width, int height) {
    return ByteBuffer.allocate(12)
        .put(new byte[] {0, 1, (byte) (rows - 1), (byte) (columns - 1)})
        .putInt(width)
        .putInt(height)
        .array();
  }

  static byte[] size(int width, int height) {
    return box("ispe", ByteBuffer.allocate(12).putInt(0).putInt(width).putInt(height).array());
  }

  /** Turned anticlockwise by so many quarters. */
  static byte[] turn(int quarters) {
    return box("irot", quarters);
  }

  /** Mirrored: 0 top and bottom, 1 left and right. */
  static byte[] mirror(int mode) {
    return box("imir", mode);
  }

  /** Only a part of the stored picture is to be shown, its centre moved by whole pixels. */
  static byte[] part(int width, int height, int shiftX, int shiftY) {
    ByteBuffer clap = ByteBuffer.allocate(32);
    for (int number : new int[] {width, height, shiftX, shiftY}) {
      clap.putInt(number).putInt(1);
    }
    return box("clap", clap.array());
  }

  /** The file, its pictures' bytes last. */
  byte[] file(String brand) {
    byte[] type = box("ftyp", join(ascii(brand), new byte[4], ascii("mif1")));
    int index = meta(0).length;
    byte[][] data = items.stream().map(Item::data).toArray(byte[][]::new);
    return join(type, meta(type.length + index + 8), box("mdat", join(data)));
  }

  private byte[] meta(int firstByte) {
    ByteArrayOutputStream types = new ByteArrayOutputStream();
    ByteArrayOutputStream locations = new ByteArrayOutputStream();
    ByteArrayOutputStream references = new ByteArrayOutputStream();
    ByteArrayOutputStream properties = new ByteArrayOutputStream();
    ByteArrayOutputStream associations = new ByteArrayOutputStream();
    int at = firstByte;
    int property = 0;
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      types.writeBytes(
          box("infe", join(new byte[] {2, 0, 0, 0}, two(i + 1, 0), ascii(item.type), new byte[1])));
      locations.writeBytes(join(two(i + 1, 0, 1), four(at, item.data.length)));
      at += item.data.length;
      if (!item.parts.isEmpty()) {
        int[] parts = item.parts.stream().mapToInt(part -> part).toArray();
        references.writeBytes(box("dimg", join(two(i + 1, parts.length), two(parts))));
      }
      associations.writeBytes(join(two(i + 1), new byte[] {(byte) item.properties.size()}));
      for (byte[] one : item.properties) {
        properties.writeBytes(one);
        associations.write(++property);
      }
    }
    byte[] count = two(items.size());
    return box(
        "meta",
        join(
            new byte[4],
            box("pitm", join(new byte[4], two(1))),
            box("iinf", join(new byte[4], count, types.toByteArray())),
            box("iloc", join(new byte[4], new byte[] {0x44, 0}, count, locations.toByteArray())),
            box("iref", join(new byte[4], references.toByteArray())),
            box(
                "iprp",
                join(
                    box("ipco", properties.toByteArray()),
                    box("ipma", join(four(0, items.size()), associations.toByteArray()))))));
  }

  /** Codes red, green and blue as they are, so that the very same pixels come back. */
  static byte[] lossless(Picture picture) {
    AVCodec encoder = Libav.allocated(avcodec_find_encoder_by_name("libaom-av1"), "an encoder");
    AVCodecContext context = Libav.allocated(avcodec_alloc_context3(encoder), "an encoder");
    AVFrame frame = Libav.allocated(av_frame_alloc(), "a frame");
    AVPacket packet = Libav.allocated(av_packet_alloc(), "a packet");
    AVDictionary options = new AVDictionary(null);
    try {
      context.width(picture.width()).height(picture.height()).pix_fmt(AV_PIX_FMT_GBRP);
      context.time_base().num(1).den(1);
      context.thread_count(1);
      context.colorspace(AVCOL_SPC_RGB).color_range(AVCOL_RANGE_JPEG);
      av_dict_set(options, "aom-params", "lossless=1", 0);
      av_dict_set(options, "cpu-used", "8", 0);
      Libav.check(avcodec_open2(context, encoder, options), "an encoder");
      frame.width(picture.width()).height(picture.height()).format(AV_PIX_FMT_GBRP);
      frame.colorspace(AVCOL_SPC_RGB).color_range(AVCOL_RANGE_JPEG);
      Libav.check(av_frame_get_buffer(frame, 0), "a frame");
      int[] channelOfPlane = {1, 0, 2};
      for (int plane = 0; plane < 3; plane++) {
        for (int i = 0; i < picture.width() * picture.height(); i++) {
          long to = (long) i / picture.width() * frame.linesize(plane) + i % picture.width();
          frame.data(plane).put(to, picture.bgr()[3 * i + channelOfPlane[plane]]);
        }
      }
      Libav.check(avcodec_send_frame(context, frame), "coding");
      Libav.check(avcodec_send_frame(context, (AVFrame) null), "coding");
      Libav.check(avcodec_receive_packet(context, packet), "coding");
      byte[] bytes = new byte[packet.size()];
      packet.data().get(bytes);
      return bytes;
    } finally {
      av_dict_free(options);
      av_packet_free(packet);
      av_frame_free(frame);
      avcodec_free_context(context);
    }
  }

  static byte[] box(String type, byte[] content) {
    return join(four(8 + content.length), ascii(type), content);
  }

  private static byte[] box(String type, int... content) {
    byte[] bytes = new byte[content.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) content[i];
    }
    return box(type, bytes);
  }

  private static byte[] two(int... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * numbers.length);
    for (int number : numbers) {
      bytes.putShort((short) number);
    }
    return bytes.array();
  }

  private static byte[] four(int... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length);
    for (int number : numbers) {
      bytes.putInt(number);
    }
    return bytes.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
