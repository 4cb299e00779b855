package io.verilock.vkyc.models.inference;

import java.util.Map;

/**
 * How networks run. A stream processor already runs one task per core, so a network uses one thread
 * of its own unless told otherwise.
 *
 * @param threads threads one run of a network may use, at least 1
 */
public record InferenceSettings(int threads) {
  /** One thread, on the processor. */
  public static final InferenceSettings DEFAULT = new InferenceSettings(1);

  /** Refuses less than one thread. */
  public InferenceSettings {
    if (threads < 1) {
      throw new IllegalArgumentException("a network needs 1 thread or more, not " + threads);
    }
  }

  /** The engine's options; the one place where another execution provider would be chosen. */
  Map<String, String> engineOptions() {
    return Map.of("intraOpNumThreads", Integer.toString(threads), "interOpNumThreads", "1");
  }
}
