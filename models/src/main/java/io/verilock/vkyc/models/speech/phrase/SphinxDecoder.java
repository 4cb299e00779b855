package io.verilock.vkyc.models.speech.phrase;

import com.sun.jna.Pointer;
import io.verilock.vkyc.models.speech.phrase.SphinxLibrary.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A decoder of one language that knows a few words. Not safe for use by several threads. */
final class SphinxDecoder implements AutoCloseable {
  private static final String GRAMMAR = "phrase";

  private final SphinxLibrary library;
  private final Pointer settings;
  private final Pointer decoder;

  private SphinxDecoder(SphinxLibrary library, Pointer settings, Pointer decoder) {
    this.library = library;
    this.settings = settings;
    this.decoder = decoder;
  }

  /**
   * A decoder.
   *
   * @param words lines of its dictionary
   * @throws IOException if the dictionary cannot be written, or a file of the model is not there
   */
  static SphinxDecoder open(SphinxLibrary library, SphinxModel model, List<String> words)
      throws IOException {
    model.check();
    Path dictionary = Files.createTempFile("vkyc-words-", ".dict");
    try {
      Files.write(dictionary, words);
      return open(library, arguments(model, dictionary), model.language());
    } finally {
      Files.delete(dictionary);
    }
  }

  private static SphinxDecoder open(SphinxLibrary library, List<String> arguments, String language)
      throws IOException {
    Pointer settings = library.settings(arguments);
    if (settings == null) {
      throw new IOException("the library refuses the settings for " + language);
    }
    Pointer decoder = library.decoder(settings);
    if (decoder == null) {
      library.freeSettings(settings);
      throw new IOException("the model of %s cannot be read".formatted(language));
    }
    return new SphinxDecoder(library, settings, decoder);
  }

  private static List<String> arguments(SphinxModel model, Path dictionary) {
    List<String> arguments = new ArrayList<>(List.of("verilock"));
    arguments.addAll(model.arguments());
    arguments.addAll(
        List.of(
            "-dict", dictionary.toString(),
            "-remove_silence", "no",
            "-cmn", "batch",
            // Scores of two grammars are compared: no sound's score may depend on what is searched.
            "-compallsen", "yes",
            // Wide beams: a phrase that is said badly should get its bad score, not none.
            "-beam", "1e-80",
            "-pbeam", "1e-80",
            "-wbeam", "1e-60"));
    return arguments;
  }

  /** The best path of a sound through a grammar; nothing where none goes through. */
  Optional<BestPath> bestPath(String grammar, short[] samples) {
    if (!library.search(decoder, GRAMMAR, grammar) || !library.decode(decoder, samples)) {
      throw new IllegalStateException("the library refuses the grammar " + grammar);
    }
    return library.score(decoder).map(score -> new BestPath(score, segments()));
  }

  private List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    for (Pointer next = library.firstSegment(decoder);
        next != null;
        next = library.nextSegment(next)) {
      segments.add(library.segment(next));
    }
    return segments;
  }

  @Override
  public void close() {
    library.freeDecoder(decoder);
    library.freeSettings(settings);
  }

  /**
   * How a grammar explains a sound.
   *
   * @param score how well, over all frames; more is better
   * @param segments the words and pauses, in order
   */
  record BestPath(int score, List<Segment> segments) {}
}
