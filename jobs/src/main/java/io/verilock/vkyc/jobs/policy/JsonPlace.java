package io.verilock.vkyc.jobs.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A value of a JSON file that knows its path, and adds what is wrong with it to the file's
 * problems.
 */
final class JsonPlace {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

  private final JsonNode value;
  private final String path;
  private final List<String> problems;

  JsonPlace(JsonNode value, String path, List<String> problems) {
    this.value = value;
    this.path = path;
    this.problems = problems;
  }

  /** What is in this object, by key; nothing, and a problem, where it is no object. */
  Map<String, JsonPlace> fields() {
    Map<String, JsonPlace> fields = new LinkedHashMap<>();
    if (!value.isObject()) {
      problem("%s is not an object".formatted(value));
    }
    value
        .properties()
        .forEach(field -> fields.put(field.getKey(), inside(field.getKey(), field.getValue())));
    return fields;
  }

  /** The fields with a known key; the others are problems. */
  Map<String, JsonPlace> fields(String what, Collection<String> known) {
    Map<String, JsonPlace> fields = fields();
    fields.forEach(
        (key, place) -> {
          if (!known.contains(key)) {
            place.problem(
                "no such %s; did you mean %s?".formatted(what, Spelling.nearest(key, known)));
          }
        });
    fields.keySet().retainAll(known);
    return fields;
  }

  /** A number from {@code lowest} to {@code highest}. */
  Optional<Double> number(double lowest, double highest) {
    if (!value.isNumber()) {
      problem("%s is not a number".formatted(value));
      return Optional.empty();
    }
    return within(value.doubleValue(), lowest, highest);
  }

  /** A whole number from {@code lowest} on. */
  Optional<Integer> wholeNumber(int lowest) {
    if (!value.canConvertToInt() || !value.canConvertToExactIntegral()) {
      problem("%s is not a whole number".formatted(value));
      return Optional.empty();
    }
    return within(value.intValue(), lowest, Integer.MAX_VALUE);
  }

  /** One of the names in {@code values}. */
  <T> Optional<T> oneOf(Map<String, T> values) {
    T known = value.isTextual() ? values.get(value.textValue()) : null;
    if (known == null) {
      problem("%s is none of %s".formatted(value, String.join(", ", values.keySet())));
    }
    return Optional.ofNullable(known);
  }

  /** The texts of this list; nothing, and a problem, where it is no list of texts. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    if (!value.isArray() || value.isEmpty()) {
      problem("%s is not a list of texts".formatted(value));
      return texts;
    }
    for (JsonNode text : value) {
      if (text.isTextual()) {
        texts.add(text.textValue());
      } else {
        problem("%s is not a text".formatted(text));
      }
    }
    return texts;
  }

  /** Adds what is wrong here. */
  void problem(String what) {
    problems.add("%s: %s".formatted(path, what));
  }

  private <T extends Comparable<T>> Optional<T> within(T number, T lowest, T highest) {
    if (number.compareTo(lowest) < 0) {
      problem("%s is below %s".formatted(number, lowest));
      return Optional.empty();
    }
    if (number.compareTo(highest) > 0) {
      problem("%s is above %s".formatted(number, highest));
      return Optional.empty();
    }
    return Optional.of(number);
  }

  private JsonPlace inside(String key, JsonNode field) {
    String step = PLAIN.matcher(key).matches() ? "." + key : "['%s']".formatted(key);
    return new JsonPlace(field, path + step, problems);
  }
}
