package io.verilock.vkyc.models.libav;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;
import static org.bytedeco.ffmpeg.global.avutil.setLogCallback;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.javacpp.BytePointer;

/**
 * Process-wide settings of the native libraries, and what they report.
 *
 * <p>JavaCPP keeps at most ten Java callbacks of a kind alive, so that every callback of ours is
 * one static object that finds its decoder by the thread it is called on.
 */
public final class Libav {
  /** The largest plane of a photo that is allowed has 96 MiB; a larger index is an attack. */
  private static final long LARGEST_ALLOCATION = 128L << 20;

  private static final int LONGEST_MESSAGE = 200;
  private static final String PHYSICAL_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";
  private static final Pattern ADDRESSES = Pattern.compile(" @ 0x[0-9a-f]+");
  private static final ThreadLocal<Errors> ERRORS = new ThreadLocal<>();
  private static final LogCallback LOG;

  static {
    // Otherwise JavaCPP fails small allocations once the whole process is larger than twice the
    // heap, which says nothing about a leak where models and state live outside the heap.
    if (System.getProperty(PHYSICAL_LIMIT) == null) {
      System.setProperty(PHYSICAL_LIMIT, "0");
    }
    LOG = new ErrorLog();
    av_log_set_level(AV_LOG_ERROR);
    setLogCallback(LOG);
    av_max_alloc(LARGEST_ALLOCATION);
  }

  private Libav() {}

  /** Counts what goes wrong on one thread. */
  public static final class Errors {
    /** How demuxers say that a file ends before it should. */
    private static final List<String> CUT = List.of("ended prematurely", "partial file");

    private int count;
    private String first;
    private boolean cut;

    /** Counts an error; the first message is kept. */
    public void add(String message) {
      count++;
      cut |= CUT.stream().anyMatch(message::contains);
      if (first == null && !message.isEmpty()) {
        first = message;
      }
    }

    /** How many there were. */
    public int count() {
      return count;
    }

    /** Whether one of them says that the file ends before it should. */
    public boolean cut() {
      return cut;
    }

    /** The first error, if there was any with a message. */
    public Optional<String> first() {
      return Optional.ofNullable(first);
    }

    /** The first error in brackets, to end a message with; empty without any. */
    public String suffix() {
      return first == null ? "" : " (" + first + ")";
    }
  }

  private static final class ErrorLog extends LogCallback {
    @Override
    public void call(int level, BytePointer message) {
      Errors errors = ERRORS.get();
      if (errors != null && level <= AV_LOG_ERROR) {
        errors.add(printable(message.getString(StandardCharsets.ISO_8859_1)));
      }
    }
  }

  /** Collects the errors libav reports on this thread from now on; null ends that. */
  public static void report(Errors errors) {
    if (errors == null) {
      ERRORS.remove();
    } else {
      ERRORS.set(errors);
    }
  }

  /** What a negative return value means. */
  public static String text(int error) {
    byte[] text = new byte[128];
    av_strerror(error, text, text.length);
    int length = 0;
    while (length < text.length && text[length] != 0) {
      length++;
    }
    return new String(text, 0, length, StandardCharsets.US_ASCII);
  }

  /** Returns the value, or fails as only a lack of memory or a bug of ours can make it fail. */
  public static int check(int value, String what) {
    if (value < 0) {
      throw new IllegalStateException(what + ": " + text(value));
    }
    return value;
  }

  /** Returns the pointer, or fails for lack of memory. */
  public static <P extends org.bytedeco.javacpp.Pointer> P allocated(P pointer, String what) {
    if (pointer == null || pointer.isNull()) {
      throw new IllegalStateException("no native memory for " + what);
    }
    return pointer;
  }

  private static String printable(String text) {
    String clean = ADDRESSES.matcher(text).replaceAll("").replaceAll("[^\\x20-\\x7e]", " ").strip();
    return clean.length() <= LONGEST_MESSAGE ? clean : clean.substring(0, LONGEST_MESSAGE);
  }
}
