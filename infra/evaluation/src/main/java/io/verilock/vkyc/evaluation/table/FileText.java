package io.verilock.vkyc.evaluation.table;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The text of a file in UTF-8, or in UTF-16 where a byte order mark says so.
 *
 * @param unreadableLines the lines, counted from 1, with bytes that are no text in that encoding;
 *     in {@code text} a sign stands for them that must not be taken for what was written
 */
record FileText(String text, String encoding, SortedSet<Integer> unreadableLines) {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char UNREADABLE = '\uFFFD';
  private static final Pattern LINE_BREAK = Pattern.compile("\r\n?|\n");

  static FileText of(byte[] bytes) {
    Charset charset = isWide(bytes) ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    CharsetDecoder decoder = charset.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    SortedSet<Integer> faults = new TreeSet<>();
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      faults.add(out.position());
      out.put(UNREADABLE);
      in.position(in.position() + result.length());
      result = decoder.decode(in, out, true);
    }
    String text = out.flip().toString();
    // No text has these; UTF-16 without its mark has one in every other byte.
    for (int at = text.indexOf('\0'); at >= 0; at = text.indexOf('\0', at + 1)) {
      faults.add(at);
    }
    SortedSet<Integer> lines = lines(text, faults);
    boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    return new FileText(marked ? text.substring(1) : text, charset.name(), lines);
  }

  private static boolean isWide(byte[] bytes) {
    if (bytes.length < 2) {
      return false;
    }
    int mark = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    return mark == 0xfeff || mark == 0xfffe;
  }

  private static SortedSet<Integer> lines(String text, SortedSet<Integer> places) {
    SortedSet<Integer> lines = new TreeSet<>();
    int line = 1;
    int counted = 0;
    for (int place : places) {
      line += (int) LINE_BREAK.matcher(text).region(counted, place).results().count();
      counted = place;
      lines.add(line);
    }
    return lines;
  }
}
