package io.verilock.vkyc.evaluation.report;

import io.verilock.vkyc.models.image.Picture;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Images that stand in a page itself. */
public final class InlineImage {
  private InlineImage() {}

  /** The picture as a data URI of a JPEG. */
  public static String jpeg(Picture picture) {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    System.arraycopy(picture.bgr(), 0, pixels, 0, pixels.length);
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", jpeg);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return uri("image/jpeg", jpeg.toByteArray());
  }

  /** Bytes as a data URI of a type such as {@code image/svg+xml}. */
  public static String uri(String type, byte[] bytes) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
