package io.verilock.vkyc.gateway.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import io.verilock.vkyc.gateway.contract.ContractOperation.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The contract, {@code openapi.yaml}: what it says of each operation. */
public final class Contract {
  private static final String FILE = "/openapi.yaml";
  private static final String ADDRESS = "https://verilock.invalid/openapi";
  private static final List<String> METHODS = List.of("get", "put", "post", "patch", "delete");

  private final byte[] yaml;
  private final JsonNode document;
  private final SchemaRegistry registry;
  private final Map<String, ContractOperation> operations = new LinkedHashMap<>();

  /** Reads the contract of this build. */
  public Contract() {
    try (InputStream file = Contract.class.getResourceAsStream(FILE)) {
      yaml = file.readAllBytes();
      document = new YAMLMapper().readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .formatAssertionsEnabled(true)
            .pathType(PathType.JSON_POINTER)
            .build();
    registry =
        SchemaRegistry.withDialect(
            Dialects.getDraft202012(),
            builder ->
                builder.schemaRegistryConfig(config).schemas(Map.of(ADDRESS, document.toString())));
    document
        .get("paths")
        .properties()
        .forEach(
            path -> {
              for (String method : METHODS) {
                if (path.getValue().has(method)) {
                  ContractOperation read = operation(path.getKey(), path.getValue(), method);
                  operations.put(read.id(), read);
                }
              }
            });
  }

  /** The file itself. */
  public byte[] yaml() {
    return yaml.clone();
  }

  /** The file as a tree, references unresolved. */
  public JsonNode document() {
    return document;
  }

  /** Every operation, by its id, in the order of the file. */
  public Map<String, ContractOperation> operations() {
    return operations;
  }

  /** What stands at a reference within the file, or the node itself where it is none. */
  public JsonNode resolved(JsonNode node) {
    JsonNode reference = node.get("$ref");
    return reference == null
        ? node
        : resolved(document.at(JsonPointer.compile(reference.asText().substring(1))));
  }

  private ContractOperation operation(String path, JsonNode item, String method) {
    JsonNode operation = item.get(method);
    String pointer = "/paths/%s/%s".formatted(escaped(path), method);
    List<Parameter> parameters = new ArrayList<>();
    for (String shared : List.of("/paths/" + escaped(path), pointer)) {
      JsonNode list = document.at(shared).path("parameters");
      for (int i = 0; i < list.size(); i++) {
        parameters.add(parameter(shared + "/parameters/" + i, list.get(i)));
      }
    }
    JsonNode given = operation.path("requestBody");
    JsonNode body = resolved(given);
    JsonNode open = operation.get("security");
    return new ContractOperation(
        operation.get("operationId").asText(),
        method.toUpperCase(java.util.Locale.ROOT),
        path,
        texts(operation.path("x-scopes")),
        operation.path("x-upload-token").asBoolean(),
        operation.path("x-consent").asBoolean(),
        operation.path("x-staff").asBoolean(),
        open != null && open.isEmpty(),
        List.copyOf(parameters),
        body.path("required").asBoolean(),
        contents(place(given, pointer + "/requestBody"), body),
        answers(pointer, operation.get("responses")));
  }

  private Parameter parameter(String pointer, JsonNode given) {
    JsonNode parameter = resolved(given);
    JsonNode schema = parameter.get("schema");
    JsonNode meant = resolved(schema);
    return new Parameter(
        parameter.get("name").asText(),
        parameter.get("in").asText(),
        parameter.path("required").asBoolean(),
        meant.path("type").asText(),
        schema.has("default") ? schema.get("default") : meant.get("default"),
        schema(place(given, pointer) + "/schema"));
  }

  /** Where a node's content stands in the file: elsewhere, where it is a reference. */
  private static String place(JsonNode node, String own) {
    return node.has("$ref") ? node.get("$ref").asText().substring(1) : own;
  }

  private Map<Integer, Map<String, Schema>> answers(String pointer, JsonNode responses) {
    Map<Integer, Map<String, Schema>> answers = new TreeMap<>();
    responses
        .properties()
        .forEach(
            response -> {
              JsonNode given = response.getValue();
              String place = place(given, pointer + "/responses/" + response.getKey());
              answers.put(Integer.valueOf(response.getKey()), contents(place, resolved(given)));
            });
    return answers;
  }

  private Map<String, Schema> contents(String pointer, JsonNode holder) {
    Map<String, Schema> contents = new HashMap<>();
    holder
        .path("content")
        .properties()
        .forEach(
            content ->
                contents.put(
                    content.getKey(),
                    schema("%s/content/%s/schema".formatted(pointer, escaped(content.getKey())))));
    return contents;
  }

  /** The schema at a place of the file. */
  public Schema schema(String pointer) {
    String fragment = pointer.replace("{", "%7B").replace("}", "%7D");
    return registry.getSchema(SchemaLocation.of(ADDRESS + "#" + fragment));
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new LinkedHashSet<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
