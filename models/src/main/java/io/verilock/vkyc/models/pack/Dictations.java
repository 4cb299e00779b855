package io.verilock.vkyc.models.pack;

import io.verilock.vkyc.models.inference.InferenceSettings;
import io.verilock.vkyc.models.speech.MoonshineDictation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The English dictations this build knows: they stand beside any pack. */
public final class Dictations {
  /** The name that stands for no dictation. */
  public static final String NONE = "none";

  /** The name of the one that is used unless another is set. */
  public static final String DEFAULT = "moonshine-base";

  private static final Logger LOG = LoggerFactory.getLogger(Dictations.class);
  private static final List<MoonshineBundle> ALL =
      List.of(
          new MoonshineBundle(DEFAULT, MoonshineDictation.Size.BASE, LOG::warn),
          new MoonshineBundle("moonshine-tiny", MoonshineDictation.Size.TINY, LOG::warn));

  private Dictations() {}

  /** The files of all dictations. */
  static List<Bundle> all() {
    return List.copyOf(ALL);
  }

  /** The names that may be set, {@link #NONE} among them. */
  public static List<String> names() {
    List<String> names =
        new ArrayList<>(ALL.stream().map(bundle -> bundle.manifest().name()).toList());
    names.add(NONE);
    return names;
  }

  /**
   * Loads a dictation, fetching what is missing; nothing where it cannot be had.
   *
   * @throws WrongChecksumException if a file is not the one its manifest names
   * @throws PackException if there is no such dictation
   */
  static Optional<LoadedDictation> load(
      String name, InferenceSettings settings, PackLocator locator) throws PackException {
    if (name.equals(NONE)) {
      return Optional.empty();
    }
    MoonshineBundle bundle = named(name);
    PackFiles files;
    try {
      files = locator.locate(bundle.manifest(), bundle.fetcher(), FetchProgress.NONE);
    } catch (WrongChecksumException e) {
      throw e;
    } catch (PackException e) {
      LOG.warn(
          "there will be no transcripts in English: {} cannot be had: {}", name, e.getMessage());
      return Optional.empty();
    }
    NetworkSet networks = new NetworkSet(files, settings);
    try {
      LoadedDictation loaded =
          new LoadedDictation(
              bundle.load(files, networks), bundle.manifest().versions(), networks::close);
      LOG.info("dictation {} loaded", name);
      return Optional.of(loaded);
    } catch (PackException | RuntimeException e) {
      networks.close();
      throw e;
    }
  }

  private static MoonshineBundle named(String name) throws PackException {
    return ALL.stream()
        .filter(bundle -> bundle.manifest().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new PackException(
                    "there is no dictation %s; there are %s".formatted(name, names())));
  }
}
