package io.verilock.vkyc.models.image;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import java.io.IOException;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Makes 8-bit pictures of decoded stills, of any depth. What the file says of the colours comes
 * before what the codec says; where neither does, BT.601 in full range, as the format prescribes.
 */
final class StillConverter {
  private static final int FLAGS = SWS_BILINEAR | SWS_BITEXACT;
  private static final int FIXED_POINT_ONE = 1 << 16;
  private static final int CHANNELS = 3;

  /** Vector instructions write whole registers. */
  private static final int ALIGNMENT = 64;

  private StillConverter() {}

  static Picture converted(AVFrame frame, Optional<HeifColours.Coding> told) throws IOException {
    int width = frame.width();
    int height = frame.height();
    HeifColours.Coding coding =
        told.orElseGet(
            () ->
                new HeifColours.Coding(
                    frame.colorspace(), frame.color_range() != AVCOL_RANGE_MPEG));
    SwsContext scaler =
        sws_getContext(
            width,
            height,
            frame.format(),
            width,
            height,
            AV_PIX_FMT_BGR24,
            FLAGS,
            null,
            null,
            (DoublePointer) null);
    if (scaler == null) {
      throw new IOException("pixels of an unknown kind");
    }
    int stride = (CHANNELS * width + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    try (BytePointer target = new BytePointer((long) stride * height + ALIGNMENT);
        PointerPointer<Pointer> planes = new PointerPointer<>(4L);
        IntPointer strides = new IntPointer(stride, 0, 0, 0)) {
      planes.put(0, target).put(1, (Pointer) null).put(2, (Pointer) null).put(3, (Pointer) null);
      IntPointer coefficients = sws_getCoefficients(coefficients(coding.matrix()));
      sws_setColorspaceDetails(
          scaler,
          coefficients,
          coding.fullRange() ? 1 : 0,
          coefficients,
          1,
          0,
          FIXED_POINT_ONE,
          FIXED_POINT_ONE);
      if (sws_scale(scaler, frame.data(), frame.linesize(), 0, height, planes, strides) != height) {
        throw new IOException("pixels that cannot be converted");
      }
      return new Picture(width, height, pixels(target, stride, width, height));
    } finally {
      sws_freeContext(scaler);
    }
  }

  private static int coefficients(int matrix) {
    return matrix == AVCOL_SPC_UNSPECIFIED || matrix == AVCOL_SPC_RGB ? SWS_CS_ITU601 : matrix;
  }

  private static byte[] pixels(BytePointer from, long stride, int width, int height) {
    int row = CHANNELS * width;
    byte[] pixels = new byte[row * height];
    for (int y = 0; y < height; y++) {
      from.position(y * stride).get(pixels, y * row, row);
    }
    from.position(0);
    return pixels;
  }
}
