package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages are made of. */
class PagesTest {
  private static final Path LANGUAGES = Path.of("src/main/pages/languages");
  private static final Path MADE = Path.of("target/classes/io/verilock/vkyc/gateway/pages");
  private static final Pattern PLACE = Pattern.compile("\\{\\w+}");
  private static final int MOST_SCRIPT_BYTES = 40_000;

  @ParameterizedTest
  @ValueSource(strings = {"es", "fr", "de", "pt"})
  void everyLanguageSaysTheSame(String language) throws IOException {
    assertThat(placesByKey(language)).isEqualTo(placesByKey("en"));
  }

  @Test
  void scriptsAreSmall() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (Stream<Path> files = Files.list(MADE);
        GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      List<Path> scripts =
          files.filter(file -> file.getFileName().toString().endsWith(".js")).toList();
      assertThat(scripts).isNotEmpty();
      for (Path script : scripts) {
        gzip.write(Files.readAllBytes(script));
      }
    }

    assertThat(packed.size()).isLessThan(MOST_SCRIPT_BYTES);
  }

  /** What a text has places for, by its key. */
  private static Map<String, Set<String>> placesByKey(String language) throws IOException {
    JsonNode words = new ObjectMapper().readTree(LANGUAGES.resolve(language + ".json").toFile());
    Map<String, Set<String>> places = new TreeMap<>();
    words
        .properties()
        .forEach(
            word -> {
              String text = word.getValue().asText();
              assertThat(text).as(word.getKey()).isNotBlank();
              places.put(
                  word.getKey(),
                  PLACE
                      .matcher(text)
                      .results()
                      .map(MatchResult::group)
                      .collect(Collectors.toCollection(TreeSet::new)));
            });
    return places;
  }
}
