package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.models.image.Orientation;
import io.verilock.vkyc.models.image.PhotoException;
import io.verilock.vkyc.models.image.PhotoLimits;
import io.verilock.vkyc.models.image.PhotoReader;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Pictures;
import io.verilock.vkyc.models.image.Resize;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * A way to send the same page once more: a person sees no difference, but for how it lies.
 *
 * @param group by which figures are given
 * @param quarters by which the page is turned clockwise
 * @param scale by which its lengths grow
 */
record PageVariant(String group, String name, int quarters, double scale, Change change) {
  private static final int[] QUALITIES = {95, 85, 75};
  private static final int[] SCALES = {95, 97, 103, 105};

  /** EXIF's number of a picture that is stored as it is to be seen. */
  private static final int UPRIGHT = 1;

  /** In the way of a camera that keeps much. */
  private static final int CAMERA_QUALITY = 95;

  /** What is done to a page. */
  @FunctionalInterface
  interface Change {
    Picture of(Picture page);
  }

  /** All of them. */
  static List<PageVariant> all() {
    List<PageVariant> variants = new ArrayList<>();
    for (int number = 1; number <= Orientation.values().length; number++) {
      variants.add(exif(number));
    }
    for (int quarters = 1; quarters < 4; quarters++) {
      int turns = quarters;
      variants.add(
          new PageVariant(
              "turned", "turned by " + 90 * quarters, quarters, 1, page -> turned(page, turns)));
    }
    for (int quality : QUALITIES) {
      variants.add(
          new PageVariant(
              "JPEG",
              "JPEG of quality " + quality,
              0,
              1,
              page -> read(jpeg(page, quality, UPRIGHT))));
    }
    for (int percent : SCALES) {
      double scale = percent / 100.0;
      variants.add(
          new PageVariant(
              "scaled",
              "scaled to " + percent + " %",
              0,
              scale,
              page ->
                  Resize.bilinear(
                      page,
                      (int) Math.round(scale * page.width()),
                      (int) Math.round(scale * page.height()))));
    }
    return variants;
  }

  /** As a camera stores it that is held in the way of an EXIF number; read, it is upright. */
  static PageVariant exif(int number) {
    return new PageVariant(
        "EXIF",
        "EXIF orientation " + number,
        0,
        1,
        page -> read(jpeg(page, CAMERA_QUALITY, number)));
  }

  Picture of(Picture page) {
    return change.of(page);
  }

  /** Where a spot of the changed page is on the page as it was. */
  FaceSpot onOriginal(FaceSpot spot, Picture original) {
    double x = spot.x() / scale;
    double y = spot.y() / scale;
    int right = original.width() - 1;
    int bottom = original.height() - 1;
    return switch (quarters) {
      case 1 -> new FaceSpot(y, bottom - x, spot.height(), spot.confidence());
      case 2 -> new FaceSpot(right - x, bottom - y, spot.height(), spot.confidence());
      case 3 -> new FaceSpot(right - y, x, spot.height(), spot.confidence());
      default -> new FaceSpot(x, y, spot.height() / scale, spot.confidence());
    };
  }

  private static Picture turned(Picture page, int quarters) {
    return Pictures.rotated(page, quarters);
  }

  private static Picture read(byte[] jpeg) {
    try {
      return new PhotoReader(PhotoLimits.DEFAULT).read(jpeg);
    } catch (PhotoException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] jpeg(Picture upright, int quality, int exif) {
    Picture stored = inverse(Orientation.ofExif(exif)).upright(upright);
    BufferedImage image =
        new BufferedImage(stored.width(), stored.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    System.arraycopy(stored.bgr(), 0, pixels, 0, pixels.length);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(quality / 100f);
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return withOrientation(bytes.toByteArray(), exif);
  }

  private static Orientation inverse(Orientation orientation) {
    return switch (orientation) {
      case NEEDS_CLOCKWISE_TURN -> Orientation.NEEDS_ANTICLOCKWISE_TURN;
      case NEEDS_ANTICLOCKWISE_TURN -> Orientation.NEEDS_CLOCKWISE_TURN;
      default -> orientation;
    };
  }

  private static byte[] withOrientation(byte[] jpeg, int exif) {
    byte[] preamble = "Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1);
    byte[] segment =
        ByteBuffer.allocate(4 + preamble.length + 22)
            .putShort((short) 0xFFE1)
            .putShort((short) (2 + preamble.length + 22))
            .put(preamble)
            .putInt(8)
            .putShort((short) 1)
            .putShort((short) 0x0112)
            .putShort((short) 3)
            .putInt(1)
            .putShort((short) exif)
            .putShort((short) 0)
            .putInt(0)
            .array();
    return ByteBuffer.allocate(jpeg.length + segment.length)
        .put(jpeg, 0, 2)
        .put(segment)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }
}
