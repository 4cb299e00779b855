package io.verilock.vkyc.models.pack;

import java.nio.file.Path;
import java.util.List;

/** Says of files that are published nowhere as they are that they have to be supplied. */
record SuppliedFetcher() implements PackFetcher {
  @Override
  public void fetch(PackManifest pack, List<ModelFile> missing, Path folder, FetchProgress progress)
      throws PackException {
    throw new PackException(
        "%s of pack %s cannot be fetched: put it into the folder that VKYC_MODELS names (docs/speech.md says what it is made of)"
            .formatted(missing.get(0).file(), pack.name()));
  }
}
