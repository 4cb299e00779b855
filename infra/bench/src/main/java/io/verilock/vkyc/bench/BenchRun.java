package io.verilock.vkyc.bench;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * How a part is to be measured.
 *
 * @param folder of its own for what it writes; not there yet
 * @param extent how much is done
 * @param says is told each step in a few words
 */
public record BenchRun(Path folder, Extent extent, Consumer<String> says) {
  /** How much is done. */
  public enum Extent {
    USUAL,
    /** Less, for less steady figures. */
    QUICK,
    /** Once each: shows that it can be done, the figures say nothing. */
    SMALLEST
  }

  /** The first number, the second in a quick run, 1 in the smallest. */
  public int either(int usual, int quick) {
    return switch (extent) {
      case USUAL -> usual;
      case QUICK -> quick;
      case SMALLEST -> 1;
    };
  }
}
