package io.verilock.vkyc.models.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads JPEG, PNG and WebP photos into upright pictures: the camera's orientation is applied,
 * colours are brought to sRGB, and what is transparent becomes white. Of several pictures in one
 * file the first is read. Safe for use by several threads.
 */
public final class PhotoReader {
  private final PhotoLimits limits;

  public PhotoReader(PhotoLimits limits) {
    this.limits = limits;
  }

  /**
   * Reads a photo.
   *
   * @throws PhotoException if the photo is of another format, damaged, or over the limits
   */
  public Picture read(byte[] photo) throws PhotoException {
    if (photo.length > limits.bytes()) {
      throw new PhotoException(
          PhotoError.PHOTO_TOO_LARGE,
          "the photo has %d bytes, more than the %d allowed"
              .formatted(photo.length, limits.bytes()));
    }
    PhotoFormat format =
        PhotoFormat.of(photo)
            .orElseThrow(
                () ->
                    new PhotoException(
                        PhotoError.PHOTO_FORMAT_NOT_SUPPORTED,
                        "the photo is not JPEG, PNG or WebP"));
    Picture stored = picture(decoded(photo, format));
    return ExifOrientation.of(photo, format).upright(stored);
  }

  private BufferedImage decoded(byte[] photo, PhotoFormat format) throws PhotoException {
    ImageReader reader = null;
    try (ImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(photo))) {
      reader = format.reader();
      DamageListener damage = new DamageListener();
      reader.addIIOReadWarningListener(damage);
      reader.setInput(input, true, true);
      checkSize(reader.getWidth(0), reader.getHeight(0));
      BufferedImage image = reader.read(0);
      damage.check();
      return image;
    } catch (IOException | RuntimeException e) {
      // Decoders answer hostile bytes with all kinds of runtime exceptions.
      throw new PhotoException(
          PhotoError.PHOTO_DAMAGED,
          "the photo cannot be decoded as %s: %s".formatted(format, e.getMessage()),
          e);
    } finally {
      if (reader != null) {
        reader.dispose();
      }
    }
  }

  private void checkSize(int width, int height) throws PhotoException {
    if ((long) width * height > limits.pixels()) {
      throw new PhotoException(
          PhotoError.PHOTO_TOO_LARGE,
          "the photo has %d x %d pixels, more than the %d allowed"
              .formatted(width, height, limits.pixels()));
    }
  }

  private static Picture picture(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    if (image.getType() == BufferedImage.TYPE_3BYTE_BGR
        && image.getRaster().getDataBuffer() instanceof DataBufferByte pixels
        && pixels.getData().length == 3 * width * height) {
      return new Picture(width, height, pixels.getData());
    }
    BufferedImage bgr = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = bgr.createGraphics();
    graphics.drawImage(image, 0, 0, Color.WHITE, null);
    graphics.dispose();
    return new Picture(width, height, ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData());
  }
}
