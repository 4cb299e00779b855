package io.verilock.vkyc.jobs.media;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import io.verilock.vkyc.models.image.Picture;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * Makes upright BGR pictures of decoded ones, at their full size. Colours follow the stream's
 * matrix and range; where it does not say, BT.709 from 720 lines up and BT.601 below, and limited
 * range, as players do. Bit-exact arithmetic: the same pixels on every processor.
 */
final class PictureConverter implements AutoCloseable {
  private static final int FLAGS = SWS_BILINEAR | SWS_ACCURATE_RND | SWS_BITEXACT;
  private static final int HIGH_DEFINITION_LINES = 720;
  private static final int FIXED_POINT_ONE = 1 << 16;
  private static final int CHANNELS = 3;

  private final Orientation orientation;
  private Layout layout;
  private SwsContext scaler;
  private AVFrame target;

  private record Layout(int width, int height, int format, int colourSpace, boolean fullRange) {
    static Layout of(AVFrame frame) {
      return new Layout(
          frame.width(),
          frame.height(),
          frame.format(),
          frame.colorspace(),
          frame.color_range() == AVCOL_RANGE_JPEG);
    }
  }

  PictureConverter(Orientation orientation) {
    this.orientation = orientation;
  }

  /** The upright picture; empty where its pixel format cannot be converted. */
  Optional<Picture> convert(AVFrame frame) {
    Layout wanted = Layout.of(frame);
    if (!wanted.equals(layout)) {
      close();
      layout = wanted;
      prepare();
    }
    if (scaler == null) {
      return Optional.empty();
    }
    int rows =
        sws_scale(
            scaler,
            frame.data(),
            frame.linesize(),
            0,
            layout.height,
            target.data(),
            target.linesize());
    return rows == layout.height
        ? Optional.of(orientation.apply(layout.width, layout.height, pixels()))
        : Optional.empty();
  }

  @Override
  public void close() {
    sws_freeContext(scaler);
    scaler = null;
    av_frame_free(target);
    target = null;
    layout = null;
  }

  private void prepare() {
    scaler =
        sws_getContext(
            layout.width,
            layout.height,
            layout.format,
            layout.width,
            layout.height,
            AV_PIX_FMT_BGR24,
            FLAGS,
            null,
            null,
            (DoublePointer) null);
    if (scaler == null) {
      return;
    }
    IntPointer coefficients = sws_getCoefficients(coefficients());
    sws_setColorspaceDetails(
        scaler,
        coefficients,
        layout.fullRange ? 1 : 0,
        coefficients,
        1,
        0,
        FIXED_POINT_ONE,
        FIXED_POINT_ONE);
    target = Libav.allocated(av_frame_alloc(), "a picture");
    target.width(layout.width);
    target.height(layout.height);
    target.format(AV_PIX_FMT_BGR24);
    Libav.check(av_frame_get_buffer(target, 0), "memory for a picture");
  }

  private int coefficients() {
    return switch (layout.colourSpace) {
      case AVCOL_SPC_UNSPECIFIED, AVCOL_SPC_RGB ->
          Math.min(layout.width, layout.height) >= HIGH_DEFINITION_LINES
              ? SWS_CS_ITU709
              : SWS_CS_ITU601;
      default -> layout.colourSpace;
    };
  }

  private byte[] pixels() {
    int row = CHANNELS * layout.width;
    byte[] pixels = new byte[row * layout.height];
    BytePointer source = target.data(0);
    long stride = target.linesize(0);
    for (int y = 0; y < layout.height; y++) {
      source.position(y * stride).get(pixels, y * row, row);
    }
    return pixels;
  }
}
