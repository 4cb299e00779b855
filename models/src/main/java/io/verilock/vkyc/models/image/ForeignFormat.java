package io.verilock.vkyc.models.image;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Names what people send in place of a photo, so that they can be told. */
final class ForeignFormat {
  private static final int SEEN = 512;

  private static final List<Signature> SIGNATURES =
      List.of(
          new Signature("a TIFF or raw camera file", 0, "II*\0"),
          new Signature("a TIFF or raw camera file", 0, "MM\0*"),
          new Signature("a JPEG XL file", 0, "\u00ff\n"),
          new Signature("a JPEG XL file", 4, "JXL \r\n"),
          new Signature("a JPEG 2000 file", 4, "jP  \r\n"),
          new Signature("a JPEG 2000 file", 0, "\u00ffO\u00ffQ"),
          new Signature("a PDF", 0, "%pdf-"),
          new Signature("a WebM or Matroska video", 0, "\u001aE\u00df\u00a3"),
          new Signature("an AVI video", 8, "AVI "),
          new Signature("a ZIP archive or office document", 0, "PK\u0003\u0004"),
          new Signature("a Photoshop file", 0, "8BPS"),
          new Signature("an HTML page", 0, "<!doctype html"),
          new Signature("an HTML page", 0, "<html"),
          new Signature("an SVG drawing", 0, "<svg"),
          new Signature("a BMP", 0, "BM"));

  private record Signature(String name, int offset, String start) {
    boolean begins(String head) {
      // regionMatches looks, too; what instruments it for fuzzing does not.
      return head.length() >= offset + start.length()
          && head.regionMatches(true, offset, start, 0, start.length());
    }
  }

  private ForeignFormat() {}

  /** The format with its article, as a sentence begins with it. */
  static String name(byte[] bytes) {
    if (bytes.length == 0) {
      return "an empty file";
    }
    List<String> brands = FileBrands.of(bytes);
    if (!brands.isEmpty()) {
      return switch (brands.get(0)) {
        case "qt  " -> "a QuickTime video";
        case "crx " -> "a TIFF or raw camera file";
        default -> "an MP4 video";
      };
    }
    String head = new String(bytes, 0, Math.min(SEEN, bytes.length), StandardCharsets.ISO_8859_1);
    String shown = head.startsWith("\u00ef\u00bb\u00bf") ? head.substring(3) : head;
    String stripped = shown.stripLeading();
    return SIGNATURES.stream()
        .filter(signature -> signature.begins(head) || signature.begins(stripped))
        .map(Signature::name)
        .findFirst()
        .orElseGet(() -> textOrUnknown(stripped));
  }

  private static String textOrUnknown(String head) {
    if (head.startsWith("<?xml")) {
      return head.toLowerCase(Locale.ROOT).contains("<svg") ? "an SVG drawing" : "an XML file";
    }
    boolean text = head.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t');
    return text ? "a text" : "a file of an unknown format";
  }
}
