package io.verilock.vkyc.gateway.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.verilock.vkyc.gateway.sessions.Challenge.Part;
import io.verilock.vkyc.schemas.Phrases;
import io.verilock.vkyc.schemas.Prompt;
import io.verilock.vkyc.schemas.PromptKind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {
  private static final List<Part> NOTHING = List.of();
  private static final List<Part> PHRASE = List.of(Part.phrase);
  private static final List<Part> TURNS = List.of(Part.head_turns);
  private static final List<Part> BOTH = List.of(Part.phrase, Part.head_turns);
  private static final int DRAWS = 18_000;

  private final Challenge challenge = new Challenge(new Random(4711));

  @Test
  void promptsFollowEachOtherFromTheStartInTheirOrder() {
    List<Prompt> prompts = challenge.draw(BOTH, "en", 60);

    assertThat(prompts.subList(0, 3))
        .extracting(Prompt::getKind, Prompt::getFromMs, Prompt::getToMs)
        .containsExactly(
            tuple(PromptKind.look, 0L, 3_000L),
            tuple(PromptKind.statement, 3_000L, 8_500L),
            tuple(PromptKind.phrase, 8_500L, 15_000L));
    long end = 15_000;
    for (Prompt turn : prompts.subList(3, prompts.size())) {
      assertThat(turn.getFromMs()).isEqualTo(end);
      end += 3_500;
      assertThat(turn.getToMs()).isEqualTo(end);
      assertThat(turn.getText()).isNull();
    }
    assertThat(prompts.get(2).getText()).isNotBlank();
  }

  @Test
  void whatIsNotAskedForIsNotDrawn() {
    assertThat(challenge.draw(NOTHING, "en", 60)).isEmpty();
    assertThat(kinds(challenge.draw(PHRASE, "en", 60)))
        .containsExactly(PromptKind.look, PromptKind.statement, PromptKind.phrase);
    assertThat(kinds(challenge.draw(TURNS, "en", 60)))
        .startsWith(PromptKind.look, PromptKind.statement)
        .doesNotContain(PromptKind.phrase);
  }

  /** Chi-squared with 17 degrees of freedom is above 40.8 once in a thousand times. */
  @Test
  void everyOrderOfTurnsIsEquallyLikely() {
    Map<List<PromptKind>, Long> counts =
        IntStream.range(0, DRAWS)
            .mapToObj(draw -> turns(challenge.draw(TURNS, "en", 60)))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    assertThat(counts).hasSize(18);
    for (List<PromptKind> order : counts.keySet()) {
      assertThat(order).hasSizeBetween(2, 3);
      assertThat(order.get(0)).isNotEqualTo(order.get(1));
      assertThat(order.get(order.size() - 1)).isNotEqualTo(order.get(order.size() - 2));
    }
    double expected = DRAWS / 18.0;
    double chiSquared =
        counts.values().stream().mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    assertThat(chiSquared).isLessThan(40.8);
  }

  @ParameterizedTest
  @CsvSource({"10, phrase", "10, head_turns", "17, phrase head_turns"})
  void theShortestRecordingHasNoStatement(int seconds, String asked) {
    List<Part> parts = List.of(asked.split(" ")).stream().map(Part::valueOf).toList();
    assertThat(Challenge.leastSeconds(parts)).isEqualTo(seconds);

    for (int draw = 0; draw < 100; draw++) {
      List<Prompt> prompts = challenge.draw(parts, "en", seconds);
      assertThat(kinds(prompts)).doesNotContain(PromptKind.statement);
      assertThat(turns(prompts)).hasSize(parts.contains(Part.head_turns) ? 2 : 0);
      assertThat(end(prompts)).isLessThanOrEqualTo(seconds * 1_000L);
    }
  }

  @Test
  void nothingIsLongerThanTheRecordingAndTheStatementIsThereWhereItFits() {
    for (int seconds = 17; seconds <= 30; seconds++) {
      for (int draw = 0; draw < 100; draw++) {
        List<Prompt> prompts = challenge.draw(BOTH, "en", seconds);
        assertThat(end(prompts)).isLessThanOrEqualTo(seconds * 1_000L);
        assertThat(
                kinds(prompts).contains(PromptKind.statement)
                    || end(prompts) + 5_500 > seconds * 1_000L)
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "es", "fr", "de", "pt"})
  void everyLanguageHasManySentencesOfAFewWords(String language) {
    List<List<String>> parts = Phrases.of(language).parts();
    long different = 1;
    int fewest = 0;
    int most = 0;
    for (List<String> choices : parts) {
      assertThat(choices).doesNotHaveDuplicates();
      assertThat(choices).allMatch(choice -> choice.matches("\\p{L}+( \\p{L}+)*"));
      different *= choices.size();
      fewest += words(choices).min().orElseThrow();
      most += words(choices).max().orElseThrow();
    }

    assertThat(different).isGreaterThanOrEqualTo(20_000);
    assertThat(fewest).isGreaterThanOrEqualTo(4);
    assertThat(most).isLessThanOrEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "es", "fr", "de", "pt"})
  void sentencesAreDrawnFromAllThatThereIs(String language) {
    List<List<String>> parts = Phrases.of(language).parts();
    Set<String> drawn = new HashSet<>();
    Set<String> seen = new TreeSet<>();
    for (int draw = 0; draw < 2_000; draw++) {
      String phrase = challenge.draw(PHRASE, language, 60).get(2).getText();
      drawn.add(phrase);
      seen.addAll(List.of(phrase.split(" ")));
    }

    assertThat(drawn).hasSizeGreaterThan(1_900);
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            parts.stream()
                .flatMap(List::stream)
                .flatMap(choice -> List.of(choice.split(" ")).stream())
                .collect(Collectors.toSet()));
  }

  /** Nouns that go with any number, any describing word and any verb of their list. */
  @ParameterizedTest
  @CsvSource({
    "en, 2, .*(s|sheep|wolves)",
    "es, 1, .*s",
    "es, 2, .*s",
    "fr, 1, .*[sx]",
    "fr, 2, .*[sx]",
    "pt, 1, .*s",
    "pt, 2, .*s",
    "de, 1, .*e",
    "es, 3, .*n",
    "fr, 3, .*ent",
    "pt, 3, .*m",
    "de, 3, .*en"
  })
  void wordsAreOfThePlural(String language, int part, String ending) {
    assertThat(Phrases.of(language).parts().get(part)).allMatch(word -> word.matches(ending));
  }

  private static IntStream words(List<String> choices) {
    return choices.stream().mapToInt(choice -> choice.split(" ").length);
  }

  private static List<PromptKind> kinds(List<Prompt> prompts) {
    return prompts.stream().map(Prompt::getKind).toList();
  }

  private static List<PromptKind> turns(List<Prompt> prompts) {
    return kinds(prompts).stream().filter(kind -> kind.name().startsWith("turn_")).toList();
  }

  private static long end(List<Prompt> prompts) {
    return prompts.get(prompts.size() - 1).getToMs();
  }
}
