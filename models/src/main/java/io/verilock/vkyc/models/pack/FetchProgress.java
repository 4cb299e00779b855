package io.verilock.vkyc.models.pack;

/** Hears how far a fetch is. */
@FunctionalInterface
public interface FetchProgress {
  /** Tells nobody. */
  FetchProgress NONE = (file, bytes) -> {};

  /**
   * More of a file has come.
   *
   * @param bytes of this file so far, of {@link ModelFile#bytes()}
   */
  void fetched(ModelFile file, long bytes);
}
