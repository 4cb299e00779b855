package io.verilock.vkyc.jobs.media;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import io.verilock.vkyc.models.image.Orientation;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.libav.Libav;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * Makes upright BGR pictures of decoded ones, at their full size; where pixels are clearly not
 * square, the longer side is shortened until they are. Colours follow the stream's matrix and
 * range; where it does not say, BT.709 from 720 lines up and BT.601 below, and limited range, as
 * players do. The pixels are the same on every x86-64 processor with SSSE3.
 */
final class PictureConverter implements AutoCloseable {
  private static final int FLAGS = SWS_BILINEAR | SWS_BITEXACT;
  private static final int HIGH_DEFINITION_LINES = 720;
  private static final int FIXED_POINT_ONE = 1 << 16;
  private static final int CHANNELS = 3;
  private static final double NEARLY_SQUARE = 0.1;
  private static final double MOST_OBLONG = 4;

  private final Orientation orientation;
  private Layout layout;
  private SwsContext scaler;
  private AVFrame target;

  /** Size of a picture. */
  record Size(int width, int height) {}

  private record Layout(
      int width, int height, Size shown, int format, int colourSpace, boolean fullRange) {
    static Layout of(AVFrame frame, double pixelAspect) {
      return new Layout(
          frame.width(),
          frame.height(),
          shownSize(frame, pixelAspect),
          frame.format(),
          frame.colorspace(),
          frame.color_range() == AVCOL_RANGE_JPEG);
    }
  }

  PictureConverter(Orientation orientation) {
    this.orientation = orientation;
  }

  /** Size of the upright picture that {@link #convert} makes. */
  Size size(AVFrame frame, double pixelAspect) {
    Size shown = shownSize(frame, pixelAspect);
    return orientation.turnsSideways()
        ? new Size(/* width= */ shown.height, /* height= */ shown.width)
        : shown;
  }

  /** The upright picture; empty where its pixel format cannot be converted. */
  Optional<Picture> convert(AVFrame frame, double pixelAspect) {
    Layout wanted = Layout.of(frame, pixelAspect);
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
    return rows == layout.shown.height
        ? Optional.of(
            orientation.upright(new Picture(layout.shown.width, layout.shown.height, pixels())))
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

  private static Size shownSize(AVFrame frame, double pixelAspect) {
    boolean square = pixelAspect > 1 - NEARLY_SQUARE && pixelAspect < 1 + NEARLY_SQUARE;
    boolean nonsense = pixelAspect < 1 / MOST_OBLONG || pixelAspect > MOST_OBLONG;
    if (square || nonsense) {
      return new Size(frame.width(), frame.height());
    }
    return pixelAspect > 1
        ? new Size(frame.width(), Math.max(1, (int) Math.round(frame.height() / pixelAspect)))
        : new Size(Math.max(1, (int) Math.round(frame.width() * pixelAspect)), frame.height());
  }

  private void prepare() {
    scaler =
        sws_getContext(
            layout.width,
            layout.height,
            layout.format,
            layout.shown.width,
            layout.shown.height,
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
    target.width(layout.shown.width);
    target.height(layout.shown.height);
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
    int row = CHANNELS * layout.shown.width;
    byte[] pixels = new byte[row * layout.shown.height];
    BytePointer source = target.data(0);
    long stride = target.linesize(0);
    for (int y = 0; y < layout.shown.height; y++) {
      source.position(y * stride).get(pixels, y * row, row);
    }
    return pixels;
  }
}
