package io.verilock.vkyc.models.pack;

import io.verilock.vkyc.models.speech.WhisperDictation;
import io.verilock.vkyc.models.speech.WhisperLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dictation in other languages than English by a Whisper network that the operator supplies. */
final class WhisperBundle implements Bundle {
  private static final Logger LOG = LoggerFactory.getLogger(WhisperBundle.class);

  private final PackManifest manifest;
  private final Set<String> languages;

  private WhisperBundle(WhisperManifest supplied) {
    this.manifest = supplied.pack();
    this.languages = supplied.languages();
  }

  /**
   * The operator's network; nothing where there is no manifest of one.
   *
   * @throws PackException if the manifest cannot be used
   */
  static Optional<WhisperBundle> find(PackLocator locator) throws PackException {
    Optional<Path> path = locator.supplied(WhisperManifest.FILE);
    return path.isEmpty()
        ? Optional.empty()
        : Optional.of(new WhisperBundle(WhisperManifest.read(path.get())));
  }

  /**
   * Loads the operator's network, fetching it where its manifest has an address; nothing where
   * there is none, or the library cannot be loaded.
   *
   * @throws WrongChecksumException if the file is not the one the manifest names
   * @throws PackException if it is no multilingual network, or its manifest cannot be used
   */
  static Optional<LoadedDictation> load(PackLocator locator) throws PackException {
    Optional<WhisperBundle> bundle = find(locator);
    if (bundle.isEmpty()) {
      return Optional.empty();
    }
    Optional<WhisperLibrary> library = WhisperLibrary.find(WhisperLibrary.NAME);
    return library.isEmpty() ? Optional.empty() : bundle.get().load(library.get(), locator);
  }

  private Optional<LoadedDictation> load(WhisperLibrary library, PackLocator locator)
      throws PackException {
    PackFiles files;
    try {
      files = locator.locate(manifest, fetcher(), FetchProgress.NONE);
    } catch (WrongChecksumException e) {
      throw e;
    } catch (PackException e) {
      LOG.warn("there will be no transcripts in {}: {}", languages, e.getMessage());
      return Optional.empty();
    }
    try {
      WhisperDictation dictation =
          WhisperDictation.load(library, files.path(WhisperManifest.TASK), languages);
      LOG.info("dictation {} loaded for {}", manifest.versions(), languages);
      return Optional.of(new LoadedDictation(dictation, manifest.versions(), dictation::close));
    } catch (IOException e) {
      throw new PackException(e.getMessage(), e);
    }
  }

  @Override
  public PackManifest manifest() {
    return manifest;
  }

  @Override
  public PackFetcher fetcher() {
    return manifest.file(WhisperManifest.TASK).url() == null
        ? new SuppliedFetcher()
        : new UrlFetcher();
  }
}
