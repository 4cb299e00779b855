package io.verilock.vkyc.gateway.uploads;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What a picture's first bytes say it is. Whether it is whole is for the analysis to see.
 *
 * @param name the format with its article
 * @param isRead whether the analysis reads it
 */
record PictureBytes(String name, boolean isRead) {
  private static final int SEEN = 128;
  private static final Set<String> AVIF = Set.of("avif", "avis");
  private static final Set<String> HEIF =
      Set.of(
          "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "mif2", "msf1");

  private static final List<Start> STARTS =
      List.of(
          new Start(0, "\u00ff\u00d8\u00ff", new PictureBytes("a JPEG", true)),
          new Start(0, "\u0089PNG", new PictureBytes("a PNG", true)),
          new Start(8, "WEBP", new PictureBytes("a WebP", true)),
          new Start(0, "GIF8", new PictureBytes("a GIF", true)),
          new Start(0, "%PDF-", new PictureBytes("a PDF", false)),
          new Start(0, "II*\0", new PictureBytes("a TIFF or raw camera file", false)),
          new Start(0, "MM\0*", new PictureBytes("a TIFF or raw camera file", false)),
          new Start(0, "BM", new PictureBytes("a BMP", false)),
          new Start(4, "JXL ", new PictureBytes("a JPEG XL", false)),
          new Start(0, "\u00ff\n", new PictureBytes("a JPEG XL", false)),
          new Start(4, "jP  ", new PictureBytes("a JPEG 2000", false)),
          new Start(0, "\u001aE\u00df\u00a3", new PictureBytes("a WebM video", false)),
          new Start(0, "<svg", new PictureBytes("an SVG drawing", false)),
          new Start(0, "<!doctype html", new PictureBytes("an HTML page", false)),
          new Start(0, "<html", new PictureBytes("an HTML page", false)));

  private record Start(int at, String bytes, PictureBytes format) {
    boolean begins(String head) {
      return head.regionMatches(true, at, bytes, 0, bytes.length());
    }
  }

  static PictureBytes of(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(SEEN, bytes.length), StandardCharsets.ISO_8859_1);
    if (head.startsWith("ftyp", 4)) {
      return ofBrands(head, bytes);
    }
    return STARTS.stream()
        .filter(start -> start.begins(head))
        .map(Start::format)
        .findFirst()
        .orElse(new PictureBytes("of a format that is not known", false));
  }

  /** The brands that an ISO media file names in its first box, four letters each. */
  private static PictureBytes ofBrands(String head, byte[] bytes) {
    int end = bytes[2] << 8 | (bytes[3] & 0xff);
    boolean heif = false;
    for (int at = 8; at + 4 <= Math.min(end, head.length()); at += 4) {
      String brand = head.substring(at, at + 4);
      if (AVIF.contains(brand)) {
        return new PictureBytes("an AVIF", true);
      }
      heif |= HEIF.contains(brand);
    }
    return heif ? new PictureBytes("a HEIC", true) : new PictureBytes("an MP4 video", false);
  }
}
