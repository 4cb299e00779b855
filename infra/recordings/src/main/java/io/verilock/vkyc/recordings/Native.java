package io.verilock.vkyc.recordings;

import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import org.bytedeco.javacpp.Pointer;

/** What the native libraries return, where only a lack of memory or a bug can make them fail. */
final class Native {
  private Native() {}

  static int check(int value, String what) {
    if (value < 0) {
      byte[] text = new byte[128];
      av_strerror(value, text, text.length);
      throw new IllegalStateException(
          "%s: %s".formatted(what, new String(text, StandardCharsets.US_ASCII).trim()));
    }
    return value;
  }

  static <P extends Pointer> P allocated(P pointer, String what) {
    if (pointer == null || pointer.isNull()) {
      throw new IllegalStateException("no native memory for " + what);
    }
    return pointer;
  }
}
