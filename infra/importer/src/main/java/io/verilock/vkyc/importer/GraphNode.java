package io.verilock.vkyc.importer;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One operation of a TensorFlow.js graph model.
 *
 * @param inputs names of the nodes it reads, without output numbers and control dependencies
 * @param attributes as in the file: texts in base64, whole numbers as texts
 */
record GraphNode(String name, String op, List<String> inputs, JsonNode attributes) {
  static GraphNode of(JsonNode json) {
    List<String> inputs = new ArrayList<>();
    for (JsonNode input : json.path("input")) {
      String name = input.asText();
      if (!name.startsWith("^")) {
        inputs.add(name.endsWith(":0") ? name.substring(0, name.length() - 2) : name);
      }
    }
    return new GraphNode(
        json.path("name").asText(),
        json.path("op").asText(),
        List.copyOf(inputs),
        json.path("attr"));
  }

  String input(int index) throws ImportException {
    if (index >= inputs.size()) {
      throw error("has %d inputs, not %d".formatted(inputs.size(), index + 1));
    }
    return inputs.get(index);
  }

  String text(String attribute) {
    return decoded(attributes.path(attribute).path("s"));
  }

  List<String> texts(String attribute) {
    List<String> texts = new ArrayList<>();
    attributes.path(attribute).path("list").path("s").forEach(text -> texts.add(decoded(text)));
    return texts;
  }

  /** Height and width of an attribute that has one number for each of NHWC. */
  int[] heightAndWidth(String attribute) throws ImportException {
    JsonNode numbers = attributes.path(attribute).path("list").path("i");
    if (numbers.size() != 4 || numbers.get(0).asInt() != 1 || numbers.get(3).asInt() != 1) {
      throw error("has %s %s".formatted(attribute, numbers));
    }
    return new int[] {numbers.get(1).asInt(), numbers.get(2).asInt()};
  }

  /** The lengths of a placeholder's dimensions. */
  List<Integer> shape() {
    List<Integer> shape = new ArrayList<>();
    attributes
        .path("shape")
        .path("shape")
        .path("dim")
        .forEach(side -> shape.add(side.path("size").asInt()));
    return shape;
  }

  ImportException error(String what) {
    return new ImportException("node %s (%s) %s".formatted(name, op, what));
  }

  private static String decoded(JsonNode base64) {
    return new String(Base64.getDecoder().decode(base64.asText()), StandardCharsets.UTF_8);
  }
}
