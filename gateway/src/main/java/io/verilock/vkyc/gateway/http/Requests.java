package io.verilock.vkyc.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import io.javalin.http.Context;
import io.verilock.vkyc.gateway.contract.ContractOperation;
import io.verilock.vkyc.gateway.contract.ContractOperation.Parameter;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.FieldError;
import io.verilock.vkyc.gateway.contract.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads requests as the contract has them, and refuses what does not keep to it. */
final class Requests {
  static final String JSON_TYPE = "application/json";
  static final int MOST_JSON_BYTES = 64 << 10;

  /** Of a body that is refused. */
  private static final long MOST_HEARD_OUT = 64L << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Requests() {}

  /** The parameters by name, with the defaults of those that were not given. */
  static Map<String, JsonNode> parameters(ContractOperation operation, Context context)
      throws Problem {
    List<FieldError> errors = new ArrayList<>();
    Map<String, JsonNode> values = new HashMap<>();
    Set<String> unknown = new HashSet<>(context.queryParamMap().keySet());
    for (Parameter parameter : operation.parameters()) {
      unknown.remove(parameter.name());
      List<String> given = given(parameter, context);
      if (given.size() > 1) {
        errors.add(
            FieldError.of(parameter.pointer(), ErrorCode.DUPLICATE, "stands there more than once"));
      } else if (given.isEmpty()) {
        if (parameter.required()) {
          errors.add(FieldError.of(parameter.pointer(), ErrorCode.REQUIRED, "is missing"));
        } else if (parameter.fallback() != null) {
          values.put(parameter.name(), parameter.fallback());
        }
      } else {
        JsonNode value = typed(parameter.type(), given.get(0));
        values.put(parameter.name(), value);
        for (FieldError error : faults(parameter.schema(), value)) {
          errors.add(
              new FieldError(parameter.pointer(), error.code(), error.detail(), error.allowed()));
        }
      }
    }
    unknown.forEach(
        name ->
            errors.add(
                FieldError.of(
                    "query:" + name, ErrorCode.UNKNOWN_FIELD, "is no parameter of this")));
    if (!errors.isEmpty()) {
      throw Problem.of(ErrorCode.INVALID_PARAMETER, errors);
    }
    return values;
  }

  /** The type of the body, which the operation takes; empty where there is no body. */
  static String contentType(ContractOperation operation, Context context) throws Problem {
    String header = context.header("Content-Type");
    boolean empty = context.req().getContentLengthLong() == 0 || !hasBody(context);
    if (operation.bodies().isEmpty() || (header == null && empty && !operation.bodyRequired())) {
      return "";
    }
    String type = header == null ? "" : header.replaceFirst(";.*", "").strip();
    type = type.toLowerCase(Locale.ROOT);
    if (!operation.bodies().containsKey(type)) {
      throw new Problem(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "%s; this takes %s."
              .formatted(
                  type.isEmpty() ? "The body has no Content-Type" : "The body is " + type,
                  String.join(", ", operation.bodies().keySet().stream().sorted().toList())));
    }
    String encoding = context.header("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new Problem(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "The body is compressed (%s); send it as it is.".formatted(encoding));
    }
    return type;
  }

  /**
   * Reads what is not much too large: whoever still sends when the connection ends may not hear why
   * it does.
   */
  private static void hearOut(Context context, long length) throws IOException {
    if (length <= MOST_HEARD_OUT) {
      try (InputStream body = context.bodyInputStream()) {
        body.transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  /** The body, up to a limit. */
  static byte[] bytes(Context context, BodyLimit limit) throws Problem, IOException {
    long length = context.req().getContentLengthLong();
    if (length > limit.bytes()) {
      hearOut(context, length);
      throw limit.exceeded(context.path(), Long.toString(length));
    }
    try (InputStream body = context.bodyInputStream()) {
      byte[] bytes = body.readNBytes(limit.bytes() + 1);
      if (bytes.length > limit.bytes()) {
        throw limit.exceeded(context.path(), "more than " + limit.bytes());
      }
      return bytes;
    }
  }

  /** The body as JSON that keeps to the contract. */
  static JsonNode json(ContractOperation operation, byte[] bytes) throws Problem, IOException {
    if (bytes.length == 0 && !operation.bodyRequired()) {
      return MissingNode.getInstance();
    }
    JsonNode body;
    try {
      body = JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new Problem(ErrorCode.MALFORMED_JSON, place(e));
    }
    if (body.isMissingNode()) {
      throw new Problem(ErrorCode.MALFORMED_JSON, "The body is empty.");
    }
    List<FieldError> errors = faults(operation.bodies().get(JSON_TYPE), body);
    if (!errors.isEmpty()) {
      throw Problem.of(ErrorCode.VALIDATION_FAILED, errors);
    }
    return body;
  }

  /** What is wrong with a value, in the words of a problem. */
  static List<FieldError> faults(Schema schema, JsonNode value) {
    Map<String, FieldError> byPointer = new LinkedHashMap<>();
    for (Error error : schema.validate(value)) {
      FieldError found = fieldError(error);
      // One that is too short is often badly written, too: once is enough.
      byPointer.putIfAbsent(found.pointer(), found);
    }
    return List.copyOf(byPointer.values());
  }

  private static FieldError fieldError(Error error) {
    String pointer = error.getInstanceLocation().toString();
    JsonNode limit = error.getSchemaNode();
    String keyword = error.getKeyword();
    return switch (keyword) {
      case "required" -> at(pointer, error, ErrorCode.REQUIRED, "is missing");
      case "additionalProperties", "unevaluatedProperties", "propertyNames" ->
          at(pointer, error, ErrorCode.UNKNOWN_FIELD, "is no field of this");
      case "type" -> FieldError.of(pointer, ErrorCode.WRONG_TYPE, "is not " + article(limit));
      case "enum", "const" ->
          new FieldError(
              pointer,
              ErrorCode.NOT_ALLOWED,
              "is none of the allowed values",
              limit != null && limit.isArray() ? limit : null);
      case "minimum", "exclusiveMinimum" ->
          FieldError.of(pointer, ErrorCode.OUT_OF_RANGE, "is less than " + limit.asText());
      case "maximum", "exclusiveMaximum" ->
          FieldError.of(pointer, ErrorCode.OUT_OF_RANGE, "is more than " + limit.asText());
      case "minLength", "minItems", "minProperties" ->
          FieldError.of(pointer, ErrorCode.TOO_SHORT, "has fewer than " + limit.asText());
      case "maxLength", "maxItems", "maxProperties" ->
          FieldError.of(pointer, ErrorCode.TOO_LONG, "has more than " + limit.asText());
      case "uniqueItems" -> FieldError.of(pointer, ErrorCode.DUPLICATE, "has an entry twice");
      case "contains", "minContains" ->
          FieldError.of(pointer, ErrorCode.VIDEO_REQUIRED, "lacks video");
      default -> FieldError.of(pointer, ErrorCode.BAD_FORMAT, "is not written as it must be");
    };
  }

  private static FieldError at(String pointer, Error error, ErrorCode code, String detail) {
    String property = error.getProperty();
    String place =
        property == null ? pointer : pointer + "/" + property.replace("~", "~0").replace("/", "~1");
    return FieldError.of(place, code, detail);
  }

  private static String article(JsonNode type) {
    if (type == null) {
      return "of the type it must be";
    }
    List<String> names = new ArrayList<>();
    (type.isArray() ? type : JsonNodeFactory.instance.arrayNode().add(type))
        .forEach(name -> names.add(name.asText()));
    return "of the type " + String.join(" or ", names);
  }

  private static String place(JsonProcessingException fault) {
    return fault.getLocation() == null
        ? "The body is no JSON."
        : "The body is no JSON, or names a field twice: line %d, column %d."
            .formatted(fault.getLocation().getLineNr(), fault.getLocation().getColumnNr());
  }

  private static boolean hasBody(Context context) {
    return context.req().getContentLengthLong() > 0 || context.header("Transfer-Encoding") != null;
  }

  private static List<String> given(Parameter parameter, Context context) {
    return switch (parameter.place()) {
      case "path" -> List.of(context.pathParam(parameter.name()));
      case "query" -> context.queryParams(parameter.name());
      default -> {
        String header = context.header(parameter.name());
        yield header == null ? List.of() : List.of(header);
      }
    };
  }

  /** A value as JSON of its type; as text where it is none, which the schema then refuses. */
  private static JsonNode typed(String type, String text) {
    if (type.equals("integer") && text.matches("-?\\d{1,18}")) {
      return JsonNodeFactory.instance.numberNode(Long.parseLong(text));
    }
    if (type.equals("boolean") && text.matches("true|false")) {
      return JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(text));
    }
    return JsonNodeFactory.instance.textNode(text);
  }
}
