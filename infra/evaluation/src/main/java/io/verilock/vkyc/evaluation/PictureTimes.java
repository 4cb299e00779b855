package io.verilock.vkyc.evaluation;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When the pictures of a clip were taken, as far as their names tell. */
final class PictureTimes {
  /** Frames a second that the numbers at the ends of the names count. */
  private static final int NUMBERED_RATE = 25;

  private static final long STEP_MICROS = 200_000;
  private static final Pattern TRAILING_NUMBER = Pattern.compile("(\\d{1,9})(?:\\.[^./]*)?$");

  private PictureTimes() {}

  /**
   * Microseconds of each picture: by the number at the end of its name, at 25 a second, where all
   * have one and it rises; else in steps of 0.2 s.
   */
  static long[] micros(List<String> paths) {
    long[] micros = new long[paths.size()];
    long before = -1;
    for (int i = 0; i < micros.length; i++) {
      OptionalLong number = trailingNumber(paths.get(i));
      if (number.isEmpty() || number.getAsLong() <= before) {
        return steps(micros.length);
      }
      before = number.getAsLong();
      micros[i] = before * 1_000_000 / NUMBERED_RATE;
    }
    return micros;
  }

  private static OptionalLong trailingNumber(String path) {
    Matcher matcher = TRAILING_NUMBER.matcher(path);
    return matcher.find()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  private static long[] steps(int frames) {
    long[] micros = new long[frames];
    for (int i = 0; i < frames; i++) {
      micros[i] = i * STEP_MICROS;
    }
    return micros;
  }
}
