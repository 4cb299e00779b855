package io.verilock.vkyc.models.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
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
      return latin(bytes, 0, 4).equals("RIFF") && latin(bytes, 8, 4).equals("WEBP");
    }

    @Override
    ImageReader reader() {
      return Readers.WEBP.createReaderInstance(null);
    }
  },
  GIF {
    @Override
    boolean begins(byte[] bytes) {
      String signature = latin(bytes, 0, 6);
      return signature.equals("GIF87a") || signature.equals("GIF89a");
    }

    @Override
    ImageReader reader() {
      return ImageIO.getImageReadersByFormatName("gif").next();
    }
  },
  AVIF {
    @Override
    boolean begins(byte[] bytes) {
      return FileBrands.of(bytes).stream().anyMatch(AVIF_BRANDS::contains);
    }
  },
  /** HEIF, whose pictures most often are coded as HEVC. */
  HEIC {
    @Override
    boolean begins(byte[] bytes) {
      return FileBrands.of(bytes).stream().anyMatch(HEIF_BRANDS::contains);
    }
  };

  private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final Set<String> AVIF_BRANDS = Set.of("avif", "avis");
  private static final Set<String> HEIF_BRANDS =
      Set.of(
          "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "mif2", "msf1");
  private static final int LONGEST_SIGNATURE = 12;

  /** Whether these bytes, 12 or more, begin a file of this format. */
  abstract boolean begins(byte[] bytes);

  /** A new reader, to be disposed of after use. Formats that have none are read otherwise. */
  ImageReader reader() throws IOException {
    throw new UnsupportedOperationException(name());
  }

  static Optional<PhotoFormat> of(byte[] bytes) {
    return bytes.length < LONGEST_SIGNATURE
        ? Optional.empty()
        : Arrays.stream(values()).filter(format -> format.begins(bytes)).findFirst();
  }

  private static String latin(byte[] bytes, int from, int length) {
    return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
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
