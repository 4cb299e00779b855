package io.verilock.vkyc.gateway.sessions;

import com.fasterxml.jackson.databind.JsonNode;
import io.verilock.vkyc.schemas.Phrases;
import io.verilock.vkyc.schemas.Prompt;
import io.verilock.vkyc.schemas.PromptKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Draws what a person is asked for in their recording, so that nobody can record it beforehand: to
 * look at the camera and to say who they are, then a sentence, then turns of the head.
 */
final class Challenge {
  private static final int LOOK_MS = 3_000;
  private static final int STATEMENT_MS = 5_500;
  private static final int PHRASE_MS = 6_500;
  private static final int TURN_MS = 3_500;

  /** Two or three turns, never the same twice running: so never in one direction only. */
  private static final List<List<PromptKind>> ORDERS = orders();

  private static final int FEWEST_TURNS = 2;

  private final RandomGenerator random;

  /**
   * Sets it up.
   *
   * @param random nobody can foresee
   */
  Challenge(RandomGenerator random) {
    this.random = random;
  }

  /** Something that can be asked for. */
  enum Part {
    phrase,
    head_turns
  }

  /** The parts that drawn prompts, as the contract writes them, are of. */
  static List<Part> parts(JsonNode prompts) {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (JsonNode prompt : prompts) {
      switch (PromptKind.valueOf(prompt.get("kind").asText())) {
        case phrase -> parts.add(Part.phrase);
        case turn_left, turn_right, turn_up -> parts.add(Part.head_turns);
        default -> {}
      }
    }
    return List.copyOf(parts);
  }

  /** The shortest recording that parts fit into, whole seconds. */
  static int leastSeconds(List<Part> parts) {
    return (leastMillis(parts) + 999) / 1_000;
  }

  /**
   * Draws prompts of these parts, one after the other from the start; none where there are no
   * parts. Without the statement where there is no room for it.
   *
   * @param language of the phrase
   * @param seconds that the recording lasts at most; no less than {@link #leastSeconds}
   */
  List<Prompt> draw(List<Part> parts, String language, int seconds) {
    if (parts.isEmpty()) {
      return List.of();
    }
    Optional<String> phrase =
        parts.contains(Part.phrase)
            ? Optional.of(Phrases.of(language).draw(random))
            : Optional.empty();
    int room = seconds * 1_000 - leastMillis(parts);
    List<PromptKind> turns = parts.contains(Part.head_turns) ? turns(room) : List.of();
    room -= Math.max(0, turns.size() - FEWEST_TURNS) * TURN_MS;
    Schedule schedule = new Schedule();
    schedule.add(PromptKind.look, LOOK_MS, null);
    if (room >= STATEMENT_MS) {
      schedule.add(PromptKind.statement, STATEMENT_MS, null);
    }
    phrase.ifPresent(text -> schedule.add(PromptKind.phrase, PHRASE_MS, text));
    turns.forEach(turn -> schedule.add(turn, TURN_MS, null));
    return schedule.prompts;
  }

  /** Turns of which only those above the fewest need room. */
  private List<PromptKind> turns(int room) {
    List<List<PromptKind>> fitting =
        ORDERS.stream().filter(turns -> (turns.size() - FEWEST_TURNS) * TURN_MS <= room).toList();
    return fitting.get(random.nextInt(fitting.size()));
  }

  private static int leastMillis(List<Part> parts) {
    int millis = LOOK_MS;
    for (Part part : parts) {
      millis += part == Part.phrase ? PHRASE_MS : FEWEST_TURNS * TURN_MS;
    }
    return millis;
  }

  private static List<List<PromptKind>> orders() {
    List<PromptKind> directions =
        List.of(PromptKind.turn_left, PromptKind.turn_right, PromptKind.turn_up);
    List<List<PromptKind>> pairs =
        directions.stream()
            .flatMap(
                first ->
                    directions.stream()
                        .filter(second -> second != first)
                        .map(second -> List.of(first, second)))
            .toList();
    Stream<List<PromptKind>> triples =
        pairs.stream()
            .flatMap(
                pair ->
                    directions.stream()
                        .filter(third -> third != pair.get(1))
                        .map(third -> List.of(pair.get(0), pair.get(1), third)));
    return Stream.concat(pairs.stream(), triples).toList();
  }

  /** Prompts, each from where the one before it ends. */
  private static final class Schedule {
    private final List<Prompt> prompts = new ArrayList<>();
    private long end;

    private void add(PromptKind kind, int millis, String text) {
      prompts.add(new Prompt(kind, end, end + millis, text));
      end += millis;
    }
  }
}
