package io.verilock.vkyc.gateway.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.verilock.vkyc.gateway.contract.Contract;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** The contract as a page to read: made once, without a script. */
final class DocsPage {
  /** Nothing but the page itself. */
  static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final Parser MARKDOWN = Parser.builder().build();
  private static final HtmlRenderer HTML = HtmlRenderer.builder().escapeHtml(true).build();
  private static final List<String> METHODS = List.of("get", "put", "post", "patch", "delete");

  private final Contract contract;
  private final byte[] page;

  DocsPage(Contract contract) {
    this.contract = contract;
    page = render().getBytes(StandardCharsets.UTF_8);
  }

  /** The page, UTF-8. */
  byte[] html() {
    return page;
  }

  /** An operation on the page; public members are what the template reads. */
  public record Shown(
      String id,
      String method,
      String path,
      String summary,
      String description,
      List<String> scopes,
      boolean uploadToken,
      List<Field> parameters,
      List<Field> body,
      String example,
      List<Reply> replies) {}

  /** A parameter or a field. */
  public record Field(
      String name, String type, boolean required, String fallback, String description) {}

  /** What an operation may be answered with. */
  public record Reply(String status, String description, String schema) {}

  /** Operations of one tag. */
  public record Group(String name, String description, List<Shown> operations) {}

  /** A schema. */
  public record Shape(String name, String description, List<Field> fields) {}

  /** A code of an error. */
  public record Code(String name, String description) {}

  private String render() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(DocsPage.class, "");
    configuration.setDefaultEncoding("UTF-8");
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    JsonNode info = contract.document().get("info");
    try {
      StringWriter html = new StringWriter();
      configuration
          .getTemplate("docs.ftlh")
          .process(
              Map.of(
                  "title", info.get("title").asText(),
                  "version", info.get("version").asText(),
                  "description", markdown(info.get("description")),
                  "groups", groups(),
                  "shapes", shapes(),
                  "codes", codes()),
              html);
      return html.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TemplateException e) {
      throw new IllegalStateException("the page of the contract cannot be made", e);
    }
  }

  private List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    for (JsonNode tag : contract.document().get("tags")) {
      List<Shown> operations = new ArrayList<>();
      contract
          .document()
          .get("paths")
          .properties()
          .forEach(
              path -> {
                for (String method : METHODS) {
                  JsonNode operation = path.getValue().get(method);
                  if (operation != null && operation.get("tags").get(0).equals(tag.get("name"))) {
                    operations.add(shown(path.getKey(), path.getValue(), method));
                  }
                }
              });
      groups.add(new Group(tag.get("name").asText(), markdown(tag.get("description")), operations));
    }
    return groups;
  }

  private Shown shown(String path, JsonNode item, String method) {
    JsonNode operation = item.get(method);
    List<Field> parameters = new ArrayList<>();
    for (JsonNode holder : List.of(item, operation)) {
      for (JsonNode given : holder.path("parameters")) {
        JsonNode parameter = contract.resolved(given);
        JsonNode schema = contract.resolved(parameter.get("schema"));
        parameters.add(
            new Field(
                parameter.get("name").asText() + " (" + parameter.get("in").asText() + ")",
                type(parameter.get("schema")),
                parameter.path("required").asBoolean(),
                text(schema.get("default")),
                markdown(parameter.get("description"))));
      }
    }
    JsonNode content = contract.resolved(operation.path("requestBody")).path("content");
    List<Reply> replies = new ArrayList<>();
    operation
        .get("responses")
        .properties()
        .forEach(
            response -> {
              JsonNode meant = contract.resolved(response.getValue());
              JsonNode description =
                  response.getValue().has("description")
                      ? response.getValue().get("description")
                      : meant.get("description");
              String schema =
                  meant.path("content").properties().stream()
                      .findFirst()
                      .map(one -> type(one.getValue().get("schema")))
                      .orElse("");
              replies.add(new Reply(response.getKey(), markdown(description), schema));
            });
    List<String> scopes = new ArrayList<>();
    operation.path("x-scopes").forEach(scope -> scopes.add(scope.asText()));
    return new Shown(
        operation.get("operationId").asText(),
        method.toUpperCase(java.util.Locale.ROOT),
        path,
        operation.get("summary").asText(),
        markdown(operation.get("description")),
        scopes,
        operation.path("x-upload-token").asBoolean(),
        parameters,
        content.properties().stream()
            .map(one -> new Field(one.getKey(), type(one.getValue().get("schema")), false, "", ""))
            .toList(),
        example(content),
        replies);
  }

  private List<Shape> shapes() {
    List<Shape> shapes = new ArrayList<>();
    contract
        .document()
        .at("/components/schemas")
        .properties()
        .forEach(
            entry -> {
              if (!entry.getKey().equals("ErrorCode")) {
                List<Field> fields = new ArrayList<>();
                addFields(entry.getValue(), fields);
                shapes.add(
                    new Shape(
                        entry.getKey(), markdown(entry.getValue().get("description")), fields));
              }
            });
    return shapes;
  }

  private void addFields(JsonNode schema, List<Field> fields) {
    for (JsonNode part : schema.path("allOf")) {
      addFields(contract.resolved(part), fields);
    }
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    schema
        .path("properties")
        .properties()
        .forEach(
            property ->
                fields.add(
                    new Field(
                        property.getKey(),
                        type(property.getValue()),
                        required.contains(property.getKey()),
                        text(property.getValue().get("default")),
                        markdown(property.getValue().get("description")))));
  }

  private List<Code> codes() {
    JsonNode words = contract.document().at("/components/schemas/ErrorCode/x-enumDescriptions");
    return Arrays.stream(ErrorCode.values())
        .map(code -> new Code(code.text(), markdown(words.get(code.text()))))
        .toList();
  }

  /** The name of a schema, or what it is in a few words. */
  private static String type(JsonNode schema) {
    if (schema == null) {
      return "";
    }
    if (schema.has("$ref")) {
      String reference = schema.get("$ref").asText();
      return reference.substring(reference.lastIndexOf('/') + 1);
    }
    if (schema.has("oneOf")) {
      List<String> names = new ArrayList<>();
      schema.get("oneOf").forEach(one -> names.add(type(one)));
      return String.join(" or ", names);
    }
    if (schema.path("type").asText().equals("array")) {
      return "list of " + type(schema.get("items"));
    }
    JsonNode type = schema.path("type");
    List<String> words = new ArrayList<>();
    if (type.isArray()) {
      type.forEach(one -> words.add(one.asText()));
    } else if (!type.isMissingNode()) {
      words.add(type.asText());
    }
    String limits = limits(schema);
    return String.join(" or ", words) + (limits.isEmpty() ? "" : ", " + limits);
  }

  private static String limits(JsonNode schema) {
    List<String> limits = new ArrayList<>();
    if (schema.has("enum")) {
      List<String> values = new ArrayList<>();
      schema.get("enum").forEach(value -> values.add(value.asText()));
      limits.add(String.join(", ", values));
    }
    if (schema.has("minimum") && schema.has("maximum")) {
      limits.add("%s to %s".formatted(text(schema.get("minimum")), text(schema.get("maximum"))));
    }
    if (schema.has("maxLength")) {
      limits.add("at most %s characters".formatted(text(schema.get("maxLength"))));
    }
    if (schema.has("format")) {
      limits.add(schema.get("format").asText());
    }
    return String.join("; ", limits);
  }

  private static String example(JsonNode content) {
    JsonNode json = content.path("application/json");
    JsonNode example =
        json.has("example")
            ? json.get("example")
            : json.path("examples").properties().stream()
                .findFirst()
                .map(one -> one.getValue().get("value"))
                .orElse(null);
    try {
      return example == null ? "" : JSON.writeValueAsString(example);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(JsonNode value) {
    return value == null || value.isMissingNode()
        ? ""
        : value.isValueNode() ? value.asText() : value.toString();
  }

  private static String markdown(JsonNode text) {
    return text == null ? "" : HTML.render(MARKDOWN.parse(text.asText()));
  }
}
