package io.verilock.vkyc.models.pack;

import java.nio.file.Path;
import java.util.List;

/** Gets a pack's files from where they are published. */
public interface PackFetcher {
  /**
   * Puts the missing files below the folder, each under its {@link ModelFile#file()}. A file
   * appears there whole, with the right checksum, or not at all: several processes may fetch at
   * once.
   *
   * @throws PackException if a file cannot be had or is not the one the manifest names
   */
  void fetch(PackManifest pack, List<ModelFile> missing, Path folder, FetchProgress progress)
      throws PackException;
}
