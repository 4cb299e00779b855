package io.verilock.vkyc.models.pack;

import io.verilock.vkyc.models.speech.phrase.SphinxModel;
import io.verilock.vkyc.models.speech.phrase.SphinxModel.Band;
import io.verilock.vkyc.models.speech.phrase.SphinxModel.Weights;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sounds and words of one language, for checks of phrases. */
final class PhraseBundle implements Bundle {
  private final String language;
  private final PackManifest manifest;
  private final PackFetcher fetcher;
  private final Weights.Form form;
  private final Band band;

  PhraseBundle(String language, PackFetcher fetcher, Weights.Form form, Band band) {
    this.language = language;
    this.manifest = PackManifest.ofResource("phrases-" + language);
    this.fetcher = fetcher;
    this.form = form;
    this.band = band;
  }

  @Override
  public PackManifest manifest() {
    return manifest;
  }

  @Override
  public PackFetcher fetcher() {
    return fetcher;
  }

  String language() {
    return language;
  }

  /** Which model checks phrases: its means stand for all of its files, which belong together. */
  String version() {
    return manifest.file(task("means")).version(manifest.name());
  }

  /** The model of found files. */
  SphinxModel model(PackFiles files) {
    return new SphinxModel(
        language,
        files.path(task("definition")),
        files.path(task("means")),
        files.path(task("variances")),
        files.path(task("transitions")),
        new Weights(form, files.path(task("weights"))),
        band,
        dictionaries(files));
  }

  private List<Path> dictionaries(PackFiles files) {
    return Stream.of(task("dictionary"), task("digits"))
        .filter(files.paths()::containsKey)
        .map(files::path)
        .toList();
  }

  private String task(String part) {
    return "phrase_%s_%s".formatted(language, part);
  }
}
