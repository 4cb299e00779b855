package io.verilock.vkyc.models.speech;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.github.givimad.whisperjni.WhisperJNI;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The functions of libwhisper, of whisper.cpp, which the jar of whisper-jni brings along. They are
 * called past the Java classes of that jar, which give a text without the probabilities of its
 * tokens: nobody could tell then what is made up.
 */
public final class WhisperLibrary {
  /** The library's name once it is loaded. */
  public static final String NAME = "libwhisper.so.1";

  private static final Logger LOG = LoggerFactory.getLogger(WhisperLibrary.class);

  /** Others wait for no more than one processor. */
  private static final int THREADS = 1;

  private final NativeLibrary library;

  private WhisperLibrary(NativeLibrary library) {
    this.library = library;
  }

  /**
   * The library; nothing where it cannot be loaded.
   *
   * @param name such as {@link #NAME}
   */
  public static Optional<WhisperLibrary> find(String name) {
    try {
      WhisperJNI.loadLibrary(LOG::debug);
      // It would write to the terminal.
      WhisperJNI.setLibraryLogger(null);
      return Optional.of(new WhisperLibrary(NativeLibrary.getInstance(name)));
    } catch (IOException | IllegalArgumentException | UnsatisfiedLinkError e) {
      LOG.warn(
          "whisper.cpp cannot be loaded: {}",
          String.valueOf(e.getMessage()).lines().findFirst().orElse(name));
      LOG.debug("why {} cannot be loaded", name, e);
      return Optional.empty();
    }
  }

  /** A model with room for one decoding at a time, to be freed; null where it is refused. */
  Pointer load(Path model) {
    return library
        .getFunction("whisper_init_from_file")
        .invokePointer(new Object[] {model.toString()});
  }

  void free(Pointer context) {
    library.getFunction("whisper_free").invokeVoid(new Object[] {context});
  }

  boolean isMultilingual(Pointer context) {
    return number("whisper_is_multilingual", context) != 0;
  }

  int vocabularySize(Pointer context) {
    return number("whisper_n_vocab", context);
  }

  /** The token of this role, such as {@code sot}. */
  int token(Pointer context, String role) {
    return number("whisper_token_" + role, context);
  }

  /** The token that says in which language is spoken. */
  int languageToken(Pointer context, String language) {
    return number("whisper_token_lang", context, number("whisper_lang_id", language));
  }

  /** The bytes that a token stands for, which may end within a letter. */
  byte[] bytes(Pointer context, int token) {
    Pointer text =
        library.getFunction("whisper_token_to_str").invokePointer(new Object[] {context, token});
    return text.getByteArray(0, (int) text.indexOf(0, (byte) 0));
  }

  /** Takes in a piece of sound, which all that is decoded afterwards is about. */
  void hear(Pointer context, float[] sound) {
    require(number("whisper_pcm_to_mel", context, sound, sound.length, THREADS));
    require(number("whisper_encode", context, 0, THREADS));
  }

  /**
   * The logits of the token that follows.
   *
   * @param tokens what comes after those decoded before
   * @param before how many were
   */
  float[] next(Pointer context, int[] tokens, int before) {
    require(number("whisper_decode", context, tokens, tokens.length, before, THREADS));
    int size = vocabularySize(context);
    long last = (long) (tokens.length - 1) * size * Float.BYTES;
    return library
        .getFunction("whisper_get_logits")
        .invokePointer(new Object[] {context})
        .getFloatArray(last, size);
  }

  private int number(String function, Object... arguments) {
    return library.getFunction(function).invokeInt(arguments);
  }

  private static void require(int status) {
    if (status != 0) {
      throw new IllegalStateException("whisper.cpp gave up with status " + status);
    }
  }
}
