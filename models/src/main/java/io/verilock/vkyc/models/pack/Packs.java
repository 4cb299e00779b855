package io.verilock.vkyc.models.pack;

import io.verilock.vkyc.models.inference.InferenceSettings;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The packs this build knows. */
public final class Packs {
  /** The name that stands for the first pack, in the order of {@link #all()}, that can be had. */
  public static final String DEFAULT = "default";

  private static final Logger LOG = LoggerFactory.getLogger(Packs.class);
  private static final List<Pack> ALL =
      List.of(new OpenPack(LOG::warn), new FallbackPack(LOG::warn));

  private Packs() {}

  /**
   * The files of all packs and of what stands beside them.
   *
   * @param locator knows where a manifest of the operator's may lie
   * @throws PackException if that cannot be read
   */
  public static List<Bundle> bundles(PackLocator locator) throws PackException {
    List<Bundle> bundles = new ArrayList<>(ALL);
    bundles.addAll(Dictations.all());
    WhisperBundle.find(locator).ifPresent(bundles::add);
    bundles.addAll(PhraseBundles.all());
    return bundles;
  }

  /** All packs, the preferred first. */
  public static List<Pack> all() {
    return ALL;
  }

  /** The pack of a name. */
  public static Pack named(String name) {
    return ALL.stream()
        .filter(pack -> pack.manifest().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no model pack %s; there are %s".formatted(name, names())));
  }

  private static List<String> names() {
    return ALL.stream().map(pack -> pack.manifest().name()).toList();
  }

  /**
   * Loads a pack, or {@link #DEFAULT}, fetching what is missing.
   *
   * @throws WrongChecksumException if a file is not the one its manifest names
   * @throws PackException if the pack cannot be had
   */
  public static LoadedModels load(String name) throws PackException {
    return load(name, InferenceSettings.DEFAULT, PackLocator.standard());
  }

  /**
   * Loads a pack with dictations and a check of phrases beside it, which are missing where they
   * cannot be had.
   *
   * @throws WrongChecksumException if a file is not the one its manifest names
   * @throws PackException if the pack cannot be had, or there is no dictation of that name
   */
  public static LoadedModels load(
      ModelChoice choice, InferenceSettings settings, PackLocator locator) throws PackException {
    LoadedModels models = load(choice.pack(), settings, locator);
    try {
      models = models.withDictation(Dictations.load(choice.dictation(), settings, locator));
      if (!choice.dictation().equals(Dictations.NONE)) {
        models = models.withDictation(WhisperBundle.load(locator));
      }
      return choice.phrases() ? models.withPhrases(PhraseBundles.load(locator)) : models;
    } catch (PackException | RuntimeException e) {
      models.close();
      throw e;
    }
  }

  /** Loads the first pack that can be had. */
  public static LoadedModels loadDefault() throws PackException {
    return load(DEFAULT);
  }

  /** Loads a pack, or {@link #DEFAULT}, from the places of a locator. */
  public static LoadedModels load(String name, InferenceSettings settings, PackLocator locator)
      throws PackException {
    return name.equals(DEFAULT)
        ? firstOf(ALL, settings, locator)
        : load(named(name), settings, locator);
  }

  static LoadedModels firstOf(List<Pack> packs, InferenceSettings settings, PackLocator locator)
      throws PackException {
    PackException noneCanBeHad = new PackException("no model pack can be had here");
    for (Pack pack : packs) {
      try {
        return load(pack, settings, locator);
      } catch (WrongChecksumException e) {
        throw e;
      } catch (PackException e) {
        LOG.warn("model pack {} cannot be had: {}", pack.manifest().name(), e.getMessage());
        noneCanBeHad.addSuppressed(e);
      }
    }
    throw noneCanBeHad;
  }

  private static LoadedModels load(Pack pack, InferenceSettings settings, PackLocator locator)
      throws PackException {
    PackFiles files = locator.locate(pack.manifest(), pack.fetcher(), FetchProgress.NONE);
    LoadedModels models = pack.load(files, settings);
    LOG.info("model pack {} loaded: {}", models.pack(), models.versions());
    return models;
  }
}
