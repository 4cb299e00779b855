package io.verilock.vkyc.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sentences of one language that people can be asked to say. Its file has a line for each part
 * of a sentence with what may stand there; every choice goes with every other, so nouns are of one
 * number and, where words agree with them, of one gender.
 *
 * @param parts what may stand there, part by part
 */
public record Phrases(List<List<String>> parts) {
  private static final Map<String, Phrases> BY_LANGUAGE =
      Stream.of("en", "es", "fr", "de", "pt")
          .collect(Collectors.toUnmodifiableMap(language -> language, Phrases::read));

  /** Those of a language of the contract; null where there are none. */
  public static Phrases of(String language) {
    return BY_LANGUAGE.get(language);
  }

  /** One of them, each as likely as any other. */
  public String draw(RandomGenerator random) {
    return parts.stream()
        .map(choices -> choices.get(random.nextInt(choices.size())))
        .collect(Collectors.joining(" "));
  }

  /**
   * Others of them, none twice and none {@code phrase}: what it is told apart from.
   *
   * @param random whose numbers decide which
   */
  public List<String> others(String phrase, int count, RandomGenerator random) {
    Set<String> others = new LinkedHashSet<>();
    while (others.size() < count) {
      String other = draw(random);
      if (!other.equals(phrase)) {
        others.add(other);
      }
    }
    return List.copyOf(others);
  }

  private static Phrases read(String language) {
    try (InputStream file = Phrases.class.getResourceAsStream("phrases/" + language + ".txt")) {
      return new Phrases(
          new String(file.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> List.of(line.split(" \\| ")))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
