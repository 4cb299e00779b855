package io.verilock.vkyc.models.speech.phrase;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import com.sun.jna.ptr.IntByReference;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The functions of libpocketsphinx, and of libsphinxbase, which it brings along. */
public final class SphinxLibrary {
  /** The library's name where it is installed, in version 0.8+5prealpha. */
  public static final String NAME = "libpocketsphinx.so.3";

  private static final Logger LOG = LoggerFactory.getLogger(SphinxLibrary.class);

  private final NativeLibrary library;

  /** A C file that swallows what is written into it, open as long as the process runs. */
  private final Pointer nowhere;

  private SphinxLibrary(NativeLibrary library, Pointer nowhere) {
    this.library = library;
    this.nowhere = nowhere;
  }

  /**
   * The library of a name or path; nothing where the machine does not have it.
   *
   * @param name such as {@link #NAME}
   */
  public static Optional<SphinxLibrary> find(String name) {
    try {
      Pointer nowhere =
          NativeLibrary.getProcess()
              .getFunction("fopen")
              .invokePointer(new Object[] {"/dev/null", "w"});
      return Optional.of(new SphinxLibrary(NativeLibrary.getInstance(name), nowhere));
    } catch (UnsatisfiedLinkError e) {
      LOG.info("phrases cannot be checked: {} is not installed", name);
      LOG.debug("why {} cannot be loaded", name, e);
      return Optional.empty();
    }
  }

  /** Nothing reaches the terminal: neither what it does nor, of each decoder, the settings. */
  private void silence() {
    call("err_set_callback", null, null);
    // Each thread has its own place for that, so that each decoder's thread is told.
    call("err_set_logfp", nowhere);
  }

  /** Settings of a decoder, to be freed; null where they are refused. */
  Pointer settings(List<String> arguments) {
    silence();
    StringArray values = new StringArray(arguments.toArray(String[]::new), "UTF-8");
    return pointer("cmd_ln_parse_r", null, pointer("ps_args"), arguments.size(), values, 1);
  }

  void freeSettings(Pointer settings) {
    number("cmd_ln_free_r", settings);
  }

  /** A decoder, to be freed; null where a model cannot be read. */
  Pointer decoder(Pointer settings) {
    return pointer("ps_init", settings);
  }

  void freeDecoder(Pointer decoder) {
    number("ps_free", decoder);
  }

  /** Whether the grammar could be made the one to search. */
  boolean search(Pointer decoder, String name, String grammar) {
    return number("ps_set_jsgf_string", decoder, name, grammar) == 0
        && number("ps_set_search", decoder, name) == 0;
  }

  /** Whether a whole utterance could be decoded. */
  boolean decode(Pointer decoder, short[] samples) {
    try (Memory memory = new Memory(Math.max(1, samples.length) * (long) Short.BYTES)) {
      memory.write(0, samples, 0, samples.length);
      return number("ps_start_utt", decoder) >= 0
          && number("ps_process_raw", decoder, memory, new NativeLong(samples.length, true), 0, 1)
              >= 0
          && number("ps_end_utt", decoder) >= 0;
    }
  }

  /** The score of what was found; nothing where nothing fits the grammar. */
  Optional<Integer> score(Pointer decoder) {
    IntByReference score = new IntByReference();
    return pointer("ps_get_hyp", decoder, score) == null
        ? Optional.empty()
        : Optional.of(score.getValue());
  }

  /** The first segment of what was found, or null. */
  Pointer firstSegment(Pointer decoder) {
    return pointer("ps_seg_iter", decoder, new IntByReference());
  }

  /** The segment after one, which is freed; null after the last. */
  Pointer nextSegment(Pointer segment) {
    return pointer("ps_seg_next", segment);
  }

  Segment segment(Pointer segment) {
    IntByReference first = new IntByReference();
    IntByReference last = new IntByReference();
    IntByReference acoustic = new IntByReference();
    call("ps_seg_frames", segment, first, last);
    number("ps_seg_prob", segment, acoustic, new IntByReference(), new IntByReference());
    String word = pointer("ps_seg_word", segment).getString(0);
    return new Segment(word, first.getValue(), last.getValue(), acoustic.getValue());
  }

  private Pointer pointer(String function, Object... arguments) {
    return library.getFunction(function).invokePointer(arguments);
  }

  private int number(String function, Object... arguments) {
    return library.getFunction(function).invokeInt(arguments);
  }

  private void call(String function, Object... arguments) {
    library.getFunction(function).invokeVoid(arguments);
  }

  /**
   * A stretch of sound that one word explains.
   *
   * @param first frame, each of 10 ms
   * @param last frame, included
   * @param acoustic how well, over all its frames
   */
  record Segment(String word, int first, int last, int acoustic) {
    int frames() {
      return last - first + 1;
    }
  }
}
