package io.verilock.vkyc.jobs.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The container a recording is in, told from its first bytes before any native code sees them.
 *
 * @param name as in {@link MediaSummary#container()}
 * @param demuxer libav's demuxer that reads it
 */
record Container(String name, String demuxer) {
  static final String MATROSKA_DEMUXER = "matroska";
  static final String MP4_DEMUXER = "mov";

  /** Bytes that settle the question; an EBML header is a few dozen bytes long. */
  static final int SNIFFED_BYTES = 256;

  private static final int EBML_MAGIC = 0x1A45DFA3;
  private static final int DOC_TYPE_ID = 0x4282;
  private static final Set<String> MP4_BOXES =
      Set.of("ftyp", "styp", "moov", "moof", "mdat", "free", "skip", "wide", "sidx");
  private static final Set<String> PICTURE_BRANDS =
      Set.of("heic", "heix", "mif1", "msf1", "avif", "avis", "crx ");

  /** What people upload by mistake, so that the refusal can say what it saw. */
  private static final List<Signature> OTHERS =
      List.of(
          new Signature("MPEG program stream", 0, "\u0000\u0000\u0001\u00ba"),
          new Signature("MPEG video stream", 0, "\u0000\u0000\u0001\u00b3"),
          new Signature("AVI", 8, "AVI "),
          new Signature("WAV", 8, "WAVE"),
          new Signature("WebP picture", 8, "WEBP"),
          new Signature("Ogg", 0, "OggS"),
          new Signature("FLV", 0, "FLV"),
          new Signature("Windows Media", 0, "0&\u00b2u"),
          new Signature("JPEG picture", 0, "\u00ff\u00d8\u00ff"),
          new Signature("PNG picture", 0, "\u0089PNG"),
          new Signature("GIF picture", 0, "GIF8"),
          new Signature("MP3", 0, "ID3"),
          new Signature("PDF", 0, "%PDF"),
          new Signature("ZIP archive", 0, "PK\u0003\u0004"),
          new Signature("HTTP live streaming playlist", 0, "#EXTM3U"),
          new Signature("markup", 0, "<"),
          new Signature("MPEG transport stream", 0, "G"));

  private record Signature(String name, int offset, String bytes) {
    boolean matches(byte[] head) {
      byte[] wanted = bytes.getBytes(StandardCharsets.ISO_8859_1);
      if (head.length < offset + wanted.length) {
        return false;
      }
      for (int i = 0; i < wanted.length; i++) {
        if (head[offset + i] != wanted[i]) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Names the container.
   *
   * @param head the first {@link #SNIFFED_BYTES} bytes, or all where there are fewer
   */
  static Container of(byte[] head) throws MediaException {
    if (head.length == 0) {
      throw new MediaException(MediaError.RECORDING_EMPTY, "the recording has no bytes");
    }
    if (head.length >= 4 && ByteBuffer.wrap(head).getInt() == EBML_MAGIC) {
      return matroska(head);
    }
    if (head.length >= 8 && MP4_BOXES.contains(latin(head, 4))) {
      return mp4(head);
    }
    throw notSupported(
        OTHERS.stream()
            .filter(other -> other.matches(head))
            .map(Signature::name)
            .findFirst()
            .orElse("an unknown format"));
  }

  private static Container mp4(byte[] head) throws MediaException {
    String brand = latin(head, 4).equals("ftyp") && head.length >= 12 ? latin(head, 8) : "";
    if (PICTURE_BRANDS.contains(brand)) {
      throw notSupported("HEIF or AVIF picture");
    }
    return new Container(brand.equals("qt  ") ? "quicktime" : "mp4", MP4_DEMUXER);
  }

  private static Container matroska(byte[] head) throws MediaException {
    String docType =
        docType(head)
            .orElseThrow(
                () ->
                    new MediaException(
                        MediaError.CONTAINER_DAMAGED, "the EBML header names no document type"));
    return switch (docType) {
      case "webm", "matroska" -> new Container(docType, MATROSKA_DEMUXER);
      default -> throw notSupported("EBML document of another type");
    };
  }

  /** Walks the EBML header's elements: id, size, content. */
  private static Optional<String> docType(byte[] bytes) {
    ByteBuffer head = ByteBuffer.wrap(bytes);
    head.position(4);
    long headerSize = number(head, true);
    long headerEnd = headerSize < 0 ? head.capacity() : head.position() + headerSize;
    while (head.position() < Math.min(headerEnd, head.capacity())) {
      long id = number(head, false);
      long size = number(head, true);
      if (id < 0 || size < 0 || size > head.remaining()) {
        return Optional.empty();
      }
      if (id == DOC_TYPE_ID) {
        return Optional.of(latin(bytes, head.position(), (int) size).replace("\0", ""));
      }
      head.position(head.position() + (int) size);
    }
    return Optional.empty();
  }

  /** An EBML variable-length number, with or without its length marker; -1 where none is. */
  private static long number(ByteBuffer from, boolean dropMarker) {
    if (!from.hasRemaining()) {
      return -1;
    }
    int first = from.get() & 0xff;
    int length = Integer.numberOfLeadingZeros(first) - 24 + 1;
    if (length > 8 || from.remaining() < length - 1) {
      return -1;
    }
    long value = dropMarker ? first & (0xff >> length) : first;
    for (int i = 1; i < length; i++) {
      value = value << 8 | (from.get() & 0xff);
    }
    return value;
  }

  private static MediaException notSupported(String seen) {
    return new MediaException(
        MediaError.CONTAINER_NOT_SUPPORTED,
        "the recording is not WebM, Matroska or MP4 but looks like: " + seen);
  }

  private static String latin(byte[] bytes, int offset) {
    return latin(bytes, offset, 4);
  }

  private static String latin(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
  }
}
