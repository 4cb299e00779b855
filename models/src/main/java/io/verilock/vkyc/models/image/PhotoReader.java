package io.verilock.vkyc.models.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads JPEG, PNG, WebP, HEIC, AVIF and GIF photos into upright pictures: the camera's orientation
 * is applied, colours are brought to sRGB, and what is transparent becomes white. Of several
 * pictures in one file the first is read. Safe for use by several threads.
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
            .orElseThrow(() -> PhotoException.notSupported(ForeignFormat.name(photo)));
    try {
      // HEIF says itself how its pictures are turned, and what EXIF says of it is not to be used.
      return switch (format) {
        case HEIC, AVIF -> HeifReader.read(photo, limits);
        case JPEG, PNG, WEBP, GIF ->
            ExifOrientation.of(photo, format).upright(picture(decoded(photo, format)));
      };
    } catch (IOException | RuntimeException e) {
      // Decoders answer hostile bytes with all kinds of runtime exceptions.
      throw new PhotoException(
          PhotoError.PHOTO_DAMAGED,
          "the photo cannot be decoded as %s: %s".formatted(format, e.getMessage()),
          e);
    }
  }

  private BufferedImage decoded(byte[] photo, PhotoFormat format)
      throws IOException, PhotoException {
    ImageReader reader = null;
    try (ImageInputStream input = new PhotoInput(photo)) {
      reader = format.reader();
      DamageListener damage = new DamageListener();
      reader.addIIOReadWarningListener(damage);
      reader.setInput(input, true, true);
      limits.check(reader.getWidth(0), reader.getHeight(0));
      BufferedImage image = reader.read(0);
      damage.check();
      return image;
    } finally {
      if (reader != null) {
        reader.dispose();
      }
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
