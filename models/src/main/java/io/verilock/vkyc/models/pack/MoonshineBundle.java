package io.verilock.vkyc.models.pack;

import io.verilock.vkyc.models.speech.MoonshineDictation;
import java.io.IOException;
import java.util.function.Consumer;

/** English dictation by a Moonshine network of one size. */
final class MoonshineBundle implements Bundle {
  private final PackManifest manifest;
  private final MoonshineDictation.Size size;
  private final Consumer<String> steps;

  /**
   * The bundle.
   *
   * @param name of its manifest
   * @param steps is told each step of a fetch in one line
   */
  MoonshineBundle(String name, MoonshineDictation.Size size, Consumer<String> steps) {
    this.manifest = PackManifest.ofResource(name);
    this.size = size;
    this.steps = steps;
  }

  @Override
  public PackManifest manifest() {
    return manifest;
  }

  @Override
  public PackFetcher fetcher() {
    return new ImportFetcher(steps);
  }

  /** Loads the networks into {@code networks}, which closes them. */
  MoonshineDictation load(PackFiles files, NetworkSet networks) throws PackException {
    try {
      return new MoonshineDictation(
          networks.load("dictation_encoder"),
          networks.load("dictation_decoder"),
          files.path("dictation_vocabulary"),
          size);
    } catch (IOException e) {
      throw new PackException("the vocabulary of %s cannot be read".formatted(manifest.name()), e);
    }
  }
}
