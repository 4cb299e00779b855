package io.verilock.vkyc.models.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A box of an ISO media file: a type and bytes. Reading past its end throws {@link
 * java.nio.BufferUnderflowException}.
 */
record HeifBox(String type, ByteBuffer content) {
  /** More than any camera writes; each costs memory. */
  private static final int MOST_BOXES = 20_000;

  private static final int TO_THE_END = 0;
  private static final int LONG_LENGTH = 1;

  /** The boxes that lie in these bytes; the last one ends where they do, if it claims more. */
  static List<HeifBox> within(ByteBuffer bytes) throws IOException {
    List<HeifBox> boxes = new ArrayList<>();
    while (bytes.remaining() >= 8) {
      int start = bytes.position();
      long length = Integer.toUnsignedLong(bytes.getInt());
      String type = type(bytes);
      if (length == LONG_LENGTH) {
        length = bytes.getLong();
      }
      int header = bytes.position() - start;
      long there = bytes.remaining();
      long content = length == TO_THE_END ? there : Math.min(length - header, there);
      if (content < 0 || boxes.size() == MOST_BOXES) {
        throw new IOException("boxes that overlap, or too many");
      }
      boxes.add(new HeifBox(type, bytes.slice(bytes.position(), (int) content)));
      bytes.position(bytes.position() + (int) content);
    }
    return boxes;
  }

  /** Four characters that name something. */
  static String type(ByteBuffer bytes) {
    byte[] type = new byte[4];
    bytes.get(type);
    return new String(type, StandardCharsets.ISO_8859_1);
  }

  /** An unsigned number of so many bytes, 0 to 8. */
  static long number(ByteBuffer bytes, int length) {
    long number = 0;
    for (int i = 0; i < length; i++) {
      number = number << 8 | (bytes.get() & 0xff);
    }
    return number;
  }

  boolean is(String wanted) {
    return type.equals(wanted);
  }

  /** The content from its start, to be read independently of other readers. */
  ByteBuffer read() {
    return content.duplicate().rewind();
  }
}
