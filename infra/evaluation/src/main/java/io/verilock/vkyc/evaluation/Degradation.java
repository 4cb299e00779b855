package io.verilock.vkyc.evaluation;

import io.verilock.vkyc.models.image.PhotoException;
import io.verilock.vkyc.models.image.PhotoLimits;
import io.verilock.vkyc.models.image.PhotoReader;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Resize;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Ways in which pictures are worse than those of a test collection; each gives the same pixels. */
enum Degradation {
  /** The picture as it is, to compare with. */
  ORIGINAL("as it is") {
    @Override
    Picture of(Picture picture) {
      return picture;
    }
  },
  /** At most 96 pixels wide. */
  SMALL("brought to a width of 96 pixels") {
    @Override
    Picture of(Picture picture) {
      if (picture.width() <= SMALL_WIDTH) {
        return picture;
      }
      int height =
          Math.max(1, Math.round((float) picture.height() * SMALL_WIDTH / picture.width()));
      return Resize.bilinear(picture, SMALL_WIDTH, height);
    }
  },
  /** A quarter of each channel's value. */
  DARK("a quarter as bright") {
    @Override
    Picture of(Picture picture) {
      byte[] dark = picture.bgr().clone();
      for (int i = 0; i < dark.length; i++) {
        dark[i] = (byte) (((dark[i] & 0xff) + 2) / 4);
      }
      return new Picture(picture.width(), picture.height(), dark);
    }
  },
  /** Gaussian, with a deviation of 1.2 % of the width: 3 pixels of 250. */
  BLURRED("blurred by a Gaussian of 1.2 % of its width") {
    @Override
    Picture of(Picture picture) {
      double[] kernel = gaussian(0.012 * picture.width());
      return blurred(blurred(picture, kernel, 1, 0), kernel, 0, 1);
    }
  },
  /** Written as JPEG of quality 20 and read again. */
  JPEG("compressed as JPEG of quality 20") {
    @Override
    Picture of(Picture picture) {
      try {
        return new PhotoReader(PhotoLimits.DEFAULT).read(compressed(picture));
      } catch (PhotoException e) {
        throw new IllegalStateException("a picture just written cannot be read", e);
      }
    }
  };

  private static final int SMALL_WIDTH = 96;
  private static final float JPEG_QUALITY = 0.2f;

  private final String words;

  Degradation(String words) {
    this.words = words;
  }

  /** The picture made worse. */
  abstract Picture of(Picture picture);

  /** What is done to the picture, for people. */
  String words() {
    return words;
  }

  /** The name under which its figures stand. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static double[] gaussian(double deviation) {
    int radius = Math.max(1, (int) Math.ceil(3 * deviation));
    double[] kernel = new double[2 * radius + 1];
    double sum = 0;
    for (int i = 0; i < kernel.length; i++) {
      double distance = (i - radius) / deviation;
      kernel[i] = StrictMath.exp(-distance * distance / 2);
      sum += kernel[i];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= sum;
    }
    return kernel;
  }

  /** Blurred along one axis; the edge's pixels go on beyond it. */
  private static Picture blurred(Picture picture, double[] kernel, int stepX, int stepY) {
    int width = picture.width();
    int height = picture.height();
    byte[] from = picture.bgr();
    byte[] to = new byte[from.length];
    int radius = kernel.length / 2;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int channel = 0; channel < 3; channel++) {
          double sum = 0;
          for (int i = 0; i < kernel.length; i++) {
            int column = Math.max(0, Math.min(width - 1, x + (i - radius) * stepX));
            int row = Math.max(0, Math.min(height - 1, y + (i - radius) * stepY));
            sum += kernel[i] * (from[3 * (row * width + column) + channel] & 0xff);
          }
          to[3 * (y * width + x) + channel] = (byte) Math.round(sum);
        }
      }
    }
    return new Picture(width, height, to);
  }

  private static byte[] compressed(Picture picture) {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    System.arraycopy(picture.bgr(), 0, pixels, 0, pixels.length);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(JPEG_QUALITY);
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
