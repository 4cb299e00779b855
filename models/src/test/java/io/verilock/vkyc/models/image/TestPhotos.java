package io.verilock.vkyc.models.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Makes photos of every kind the reader takes. */
final class TestPhotos {
  static final byte[] WEBP_LOSSY =
      Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
  static final byte[] WEBP_LOSSLESS =
      Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

  /** Asks for more codes than it has bytes. */
  static final byte[] WEBP_READ_PAST_END =
      Base64.getDecoder()
          .decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEL04TA0AAAAvAAD///////8AvP7yAACIiGpQICANCgI=");

  private static final int AFTER_PNG_HEADER = 8 + 25;

  private TestPhotos() {}

  /** A picture without any symmetry, smooth enough for JPEG. */
  static Picture unsymmetric(int width, int height) {
    byte[] bgr = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = 3 * (y * width + x);
        bgr[at] = (byte) (200 * x / width);
        bgr[at + 1] = (byte) (200 * y / height);
        bgr[at + 2] = (byte) (x < width / 3 && y < height / 2 ? 220 : 20);
      }
    }
    return new Picture(width, height, bgr);
  }

  static Picture noise(int width, int height, long seed) {
    byte[] bgr = new byte[3 * width * height];
    new Random(seed).nextBytes(bgr);
    return new Picture(width, height, bgr);
  }

  static byte[] png(Picture picture) {
    return encoded(image(picture), "png");
  }

  static byte[] jpeg(Picture picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam quality = writer.getDefaultWriteParam();
      quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      quality.setCompressionQuality(0.97f);
      writer.setOutput(output);
      writer.write(null, new IIOImage(image(picture), null, null), quality);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /**
   * Four channels of ink, every pixel alike, stored the way Adobe's programs do: as what is left
   * white.
   */
  static byte[] cmykJpeg(int side, int cyan, int magenta, int yellow, int black) {
    WritableRaster raster = Raster.createInterleavedRaster(0, side, side, 4, null);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        raster.setPixel(x, y, new int[] {255 - cyan, 255 - magenta, 255 - yellow, 255 - black});
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      writer.write(null, new IIOImage(raster, null, null), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    byte[] adobe =
        ByteBuffer.allocate(16)
            .putShort((short) 0xFFEE)
            .putShort((short) 14)
            .put(ascii("Adobe"))
            .putShort((short) 100)
            .array();
    return inserted(adobe, bytes.toByteArray(), 2);
  }

  static byte[] encoded(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException(format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] jpegWithOrientation(byte[] jpeg, int orientation) {
    byte[] preamble = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    byte[] exif = exif(orientation);
    int length = 2 + preamble.length + exif.length;
    byte[] segment =
        ByteBuffer.allocate(2 + length)
            .putShort((short) 0xFFE1)
            .putShort((short) length)
            .put(preamble)
            .put(exif)
            .array();
    return inserted(segment, jpeg, 2);
  }

  static byte[] pngWithOrientation(byte[] png, int orientation) {
    return inserted(pngChunk("eXIf", exif(orientation)), png, AFTER_PNG_HEADER);
  }

  /** A WebP file of these chunks only. */
  static byte[] webpWithOrientation(int orientation) {
    byte[] exif = exif(orientation);
    return ByteBuffer.allocate(12 + 18 + 8 + exif.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(ascii("RIFF"))
        .putInt(4 + 18 + 8 + exif.length)
        .put(ascii("WEBPVP8X"))
        .putInt(10)
        .put(new byte[] {8, 0, 0, 0, 0, 0, 0, 0, 0, 0})
        .put(ascii("EXIF"))
        .putInt(exif.length)
        .put(exif)
        .array();
  }

  /** The head of a PNG file that says how large the picture is, and nothing after it. */
  static byte[] pngHeader(int width, int height) {
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    return ByteBuffer.allocate(AFTER_PNG_HEADER)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})
        .put(pngChunk("IHDR", header))
        .array();
  }

  private static byte[] inserted(byte[] part, byte[] into, int at) {
    return ByteBuffer.allocate(into.length + part.length)
        .put(into, 0, at)
        .put(part)
        .put(into, at, into.length - at)
        .array();
  }

  private static byte[] pngChunk(String type, byte[] content) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + content.length);
    chunk.putInt(content.length).put(ascii(type)).put(content);
    CRC32 checksum = new CRC32();
    checksum.update(chunk.array(), 4, 4 + content.length);
    return chunk.putInt((int) checksum.getValue()).array();
  }

  private static byte[] exif(int orientation) {
    return ByteBuffer.allocate(26)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(ascii("II"))
        .putShort((short) 42)
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0)
        .putInt(0)
        .array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static BufferedImage image(Picture picture) {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    System.arraycopy(picture.bgr(), 0, pixels, 0, pixels.length);
    return image;
  }
}
