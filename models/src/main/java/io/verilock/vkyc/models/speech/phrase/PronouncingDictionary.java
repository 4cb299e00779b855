package io.verilock.vkyc.models.speech.phrase;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * How the words of a language are pronounced. The files are read anew for each question: a hundred
 * thousand words would be kept for the dozens that are asked for.
 */
final class PronouncingDictionary {
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern VARIANT = Pattern.compile("\\(\\d+\\)$");
  private static final String COMMENT = ";;";

  private final List<Path> files;
  private final Set<String> sounds;

  private PronouncingDictionary(List<Path> files, Set<String> sounds) {
    this.files = files;
    this.sounds = sounds;
  }

  /**
   * Reads which sounds the words of all files are made of.
   *
   * @throws IOException if a file cannot be read
   */
  static PronouncingDictionary read(List<Path> files) throws IOException {
    Set<String> sounds = new TreeSet<>();
    for (Path file : files) {
      eachWord(file, (word, spoken) -> sounds.addAll(List.of(spoken.split(" ", -1))));
    }
    return new PronouncingDictionary(List.copyOf(files), sounds);
  }

  /** The sounds of the language, sorted. */
  Set<String> sounds() {
    return sounds;
  }

  /**
   * How each of some words is pronounced, in one or more ways; those that are in no file are left
   * out.
   *
   * @throws IOException if a file cannot be read
   */
  Map<String, Set<String>> pronunciations(Set<String> words) throws IOException {
    Map<String, Set<String>> found = new HashMap<>();
    for (Path file : files) {
      eachWord(
          file,
          (word, spoken) -> {
            if (words.contains(word)) {
              found.computeIfAbsent(word, first -> new LinkedHashSet<>()).add(spoken);
            }
          });
    }
    return found;
  }

  private static void eachWord(Path file, BiConsumer<String, String> reader) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = SPACES.split(line.strip(), 2);
        if (parts.length == 2 && !line.startsWith(COMMENT)) {
          String word = VARIANT.matcher(parts[0]).replaceFirst("");
          reader.accept(plain(word), SPACES.matcher(parts[1].strip()).replaceAll(" "));
        }
      }
    }
  }

  /** A word or text as the words of all dictionaries are compared. */
  static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  /** The words of a text as dictionaries may have them. */
  static List<String> words(String text) {
    String letters = plain(text).replace('\u2019', '\'').replaceAll("[^\\p{L}\\p{N}' -]", " ");
    return SPACES.splitAsStream(letters).filter(word -> !word.isEmpty()).toList();
  }
}
