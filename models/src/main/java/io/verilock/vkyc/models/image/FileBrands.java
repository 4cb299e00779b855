package io.verilock.vkyc.models.image;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What an ISO media file says it is: its brands, the major one first. */
final class FileBrands {
  private static final int MOST_BRANDS = 64;

  private FileBrands() {}

  /** The brands; empty where the bytes begin no such file. */
  static List<String> of(byte[] bytes) {
    List<String> brands = new ArrayList<>();
    ByteBuffer file = ByteBuffer.wrap(bytes);
    if (file.remaining() < 12) {
      return brands;
    }
    int length = file.getInt();
    if (!HeifBox.type(file).equals("ftyp")) {
      return brands;
    }
    file.limit(Math.min(bytes.length, Math.max(length, 12)));
    brands.add(HeifBox.type(file));
    if (file.remaining() >= 4) {
      file.getInt();
    }
    while (file.remaining() >= 4 && brands.size() < MOST_BRANDS) {
      brands.add(HeifBox.type(file));
    }
    return brands;
  }
}
