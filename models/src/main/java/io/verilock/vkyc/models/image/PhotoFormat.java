package io.verilock.vkyc.models.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** The photo formats that are opened, told by their first bytes and never by a name. */
enum PhotoFormat {
  JPEG {
    @Override
    boolean begins(byte[] bytes) {
      return (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xD8 && (bytes[2] & 0xFF) == 0xFF;
    }

    @Override
    ImageReader reader() throws IOException {
      return Readers.JPEG.createReaderInstance(null);
    }
  },
  PNG {
    @Override
    boolean begins(byte[] bytes) {
      return Arrays.equals(bytes, 0, 8, PNG_SIGNATURE, 0, 8);
    }

    @Override
    ImageReader reader() {
      return ImageIO.getImageReadersByFormatName("png").next();
    }
  },
  WEBP {
    @Override
    boolean begins(byte[] bytes) {
      return new String(bytes, 0, 4, StandardCharsets.ISO_8859_1).equals("RIFF")
          && new String(bytes, 8, 4, StandardCharsets.ISO_8859_1).equals("WEBP");
    }

    @Override
    ImageReader reader() {
      return Readers.WEBP.createReaderInstance(null);
    }
  };

  private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int LONGEST_SIGNATURE = 12;

  /** Whether these bytes, 12 or more, begin a file of this format. */
  abstract boolean begins(byte[] bytes);

  /** A new reader, to be disposed of after use. */
  abstract ImageReader reader() throws IOException;

  static Optional<PhotoFormat> of(byte[] bytes) {
    return bytes.length < LONGEST_SIGNATURE
        ? Optional.empty()
        : Arrays.stream(values()).filter(format -> format.begins(bytes)).findFirst();
  }

  /**
   * The plug-ins' readers, made here: ImageIO's own look-up finds plug-ins only in the class loader
   * that used it first, and a stream processor loads each job with another one.
   */
  private static final class Readers {
    static final WebPImageReaderSpi WEBP = new WebPImageReaderSpi();
    static final JPEGImageReaderSpi JPEG = new JPEGImageReaderSpi();

    static {
      // Looks up the JDK's own JPEG reader, which does the decompression.
      JPEG.onRegistration(IIORegistry.getDefaultInstance(), ImageReaderSpi.class);
    }

    private Readers() {}
  }
}
