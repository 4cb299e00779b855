package io.verilock.vkyc.models.pack;

import io.verilock.vkyc.models.speech.phrase.SphinxLibrary;
import io.verilock.vkyc.models.speech.phrase.SphinxModel;
import io.verilock.vkyc.models.speech.phrase.SphinxModel.Band;
import io.verilock.vkyc.models.speech.phrase.SphinxModel.Weights.Form;
import io.verilock.vkyc.models.speech.phrase.SphinxPhraseVerifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks of phrases in the languages this build knows: they stand beside any pack. */
final class PhraseBundles {
  private static final Logger LOG = LoggerFactory.getLogger(PhraseBundles.class);
  private static final PackFetcher NPM = new ImportFetcher(LOG::warn);
  private static final PackFetcher SUPPLIED = new SuppliedFetcher();
  private static final List<PhraseBundle> ALL =
      List.of(
          new PhraseBundle("en", NPM, Form.PACKED, Band.TELEPHONE),
          new PhraseBundle("es", SUPPLIED, Form.PACKED, Band.WIDE),
          new PhraseBundle("fr", NPM, Form.PACKED, Band.TELEPHONE),
          new PhraseBundle("de", SUPPLIED, Form.PACKED, Band.WIDE),
          new PhraseBundle("pt", SUPPLIED, Form.MIXTURES, Band.WIDE));

  private PhraseBundles() {}

  /** The files of all languages. */
  static List<Bundle> all() {
    return List.copyOf(ALL);
  }

  /**
   * Loads the languages that can be had, fetching what is missing. Nothing is fetched where the
   * machine does not have the library; nothing at all comes of it where there is no language.
   *
   * @throws WrongChecksumException if a file is not the one its manifest names
   * @throws PackException if a dictionary cannot be read
   */
  static Optional<LoadedPhrases> load(PackLocator locator) throws PackException {
    Optional<SphinxLibrary> library = SphinxLibrary.find(SphinxLibrary.NAME);
    if (library.isEmpty()) {
      return Optional.empty();
    }
    List<SphinxModel> models = new ArrayList<>();
    Map<String, String> versions = new TreeMap<>();
    for (PhraseBundle bundle : ALL) {
      try {
        PackFiles files = locator.locate(bundle.manifest(), bundle.fetcher(), FetchProgress.NONE);
        models.add(bundle.model(files));
        versions.put("phrase_" + bundle.language(), bundle.version());
      } catch (WrongChecksumException e) {
        throw e;
      } catch (PackException e) {
        LOG.info("phrases in {} cannot be checked: {}", bundle.language(), e.getMessage());
      }
    }
    if (models.isEmpty()) {
      return Optional.empty();
    }
    try {
      SphinxPhraseVerifier verifier = new SphinxPhraseVerifier(library, models);
      LOG.info("phrases can be checked in {}", verifier.languages());
      return Optional.of(new LoadedPhrases(verifier, versions));
    } catch (IOException e) {
      throw new PackException("a dictionary of phrases cannot be read", e);
    }
  }
}
