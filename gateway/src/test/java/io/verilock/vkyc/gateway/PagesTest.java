package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages are made of. */
class PagesTest {
  private static final Path LANGUAGES = Path.of("src/main/pages/languages");
  private static final Path MADE = Path.of("target/classes/io/verilock/vkyc/gateway/pages");
  private static final Pattern PLACE = Pattern.compile("\\{\\w+}");
  private static final Pattern SCRIPT = Pattern.compile("[A-Za-z0-9_-]+-[A-Z0-9]{8}\\.js");
  private static final int MOST_SCRIPT_BYTES = 40_000;

  @ParameterizedTest
  @ValueSource(strings = {"es", "fr", "de", "pt"})
  void everyLanguageSaysTheSame(String language) throws IOException {
    assertThat(placesByKey(language)).isEqualTo(placesByKey("en"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"record", "staff"})
  void scriptsOfAPageAreSmall(String page) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    Set<String> scripts = scripts(page + ".html");
    assertThat(scripts).isNotEmpty();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      for (String script : scripts) {
        gzip.write(Files.readAllBytes(MADE.resolve(script)));
      }
    }

    assertThat(packed.size()).isLessThan(MOST_SCRIPT_BYTES);
  }

  /** The scripts that a file loads, at once or later, and those that they load. */
  private static Set<String> scripts(String file) throws IOException {
    Set<String> found = new TreeSet<>();
    Deque<String> unread = new ArrayDeque<>(List.of(file));
    while (!unread.isEmpty()) {
      SCRIPT
          .matcher(Files.readString(MADE.resolve(unread.pop())))
          .results()
          .map(MatchResult::group)
          .filter(found::add)
          .forEach(unread::push);
    }
    return found;
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
