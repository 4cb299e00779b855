package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.gateway.contract.Contract;
import io.verilock.vkyc.gateway.contract.ContractOperation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests made of the contract's own schemas, right ones and wrong ones: each is answered as the
 * contract has it, and none with a fault of ours. Seeded: a failure comes again.
 */
@ExtendWith(Shared.class)
class FuzzIT {
  private static final Contract CONTRACT = new Contract();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int REQUESTS = 25;
  private static final String[] ODD = {
    "",
    " ",
    "\u0000",
    "\n",
    "null",
    "-1",
    "1e999",
    "\ud800",
    "\u202e",
    "'",
    "\"",
    "%",
    "../",
    "99999999999999999999",
    "2026-02-30T25:00:00Z",
    "0001-01-01T00:00:00Z",
    "x".repeat(3000)
  };

  private final Random random = new Random(7);

  /** Waiting for an attempt that nobody makes takes half a minute each. */
  static List<ContractOperation> operations() {
    return CONTRACT.operations().values().stream()
        .filter(operation -> !operation.id().equals("testWebhookEndpoint"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void noRequestIsAFaultOfOurs(ContractOperation operation, Running running) throws Exception {
    Client client = running.client();
    Map<String, String> known = new HashMap<>();
    known.put("session_id", client.session("{}").text("session_id"));
    known.put(
        "endpoint_id",
        client
            .post("/v1/webhook-endpoints", "{\"url\": \"https://bank.example/\"}")
            .text("endpoint_id"));
    known.put(
        "key_id",
        client.post("/v1/api-keys", "{\"name\": \"a\", \"scopes\": [\"admin\"]}").text("key_id"));
    known.put(
        "agent_id",
        client.post("/v1/agents", "{\"name\": \"a\", \"languages\": [\"en\"]}").text("agent_id"));
    for (int i = 0; i < REQUESTS; i++) {
      Reply reply = ask(client, operation, known);

      assertThat(reply.status()).as(reply.toString()).isLessThan(500);
      if (operation.id().equals("deleteSession") && reply.status() == 204) {
        known.put("session_id", client.session("{}").text("session_id"));
      }
    }
  }

  private Reply ask(Client client, ContractOperation operation, Map<String, String> known)
      throws Exception {
    String path = operation.path();
    List<String> query = new ArrayList<>();
    Map<String, String> headers = new HashMap<>();
    for (ContractOperation.Parameter parameter : operation.parameters()) {
      String value =
          known.containsKey(parameter.name()) && random.nextInt(8) > 0
              ? known.get(parameter.name())
              : value(parameter);
      switch (parameter.place()) {
        case "path" ->
            path =
                path.replace("{" + parameter.name() + "}", encoded(value.isEmpty() ? "x" : value));
        case "query" -> {
          if (random.nextInt(3) == 0) {
            query.add(parameter.name() + "=" + encoded(value));
          }
        }
        default -> {
          if (random.nextInt(4) == 0 && value.matches("[!-~]{1,200}")) {
            headers.put(parameter.name(), value);
          }
        }
      }
    }
    if (!query.isEmpty()) {
      path += "?" + String.join("&", query);
    }
    byte[] body = new byte[0];
    if (!operation.bodies().isEmpty()) {
      List<String> types = operation.bodies().keySet().stream().sorted().toList();
      String type = types.get(random.nextInt(types.size()));
      headers.put("Content-Type", type);
      body = type.equals("application/json") ? json(operation) : bytes();
      if (!headers.containsKey("Content-Digest") && random.nextBoolean()) {
        headers.put("Content-Digest", Client.digest(body));
      }
    }
    return client.send(operation.method(), path, headers, body);
  }

  private String value(ContractOperation.Parameter parameter) {
    if (random.nextInt(3) == 0) {
      return ODD[random.nextInt(ODD.length)];
    }
    JsonNode schema = CONTRACT.resolved(parameter.schema().getSchemaNode());
    JsonNode made = made(schema, 0);
    return made.isValueNode() ? made.asText() : made.toString();
  }

  private byte[] json(ContractOperation operation) throws Exception {
    if (random.nextInt(10) == 0) {
      return bytes();
    }
    JsonNode schema = CONTRACT.resolved(operation.bodies().get("application/json").getSchemaNode());
    JsonNode made = made(schema, 0);
    if (made instanceof ObjectNode object && random.nextInt(3) == 0) {
      object.put("field" + random.nextInt(3), ODD[random.nextInt(ODD.length)]);
    }
    return JSON.writeValueAsBytes(made);
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    if (random.nextBoolean() && bytes.length > 3) {
      bytes[0] = (byte) 0xff;
      bytes[1] = (byte) 0xd8;
      bytes[2] = (byte) 0xff;
    }
    return bytes;
  }

  /** A value of a schema, or now and then one that is not. */
  private JsonNode made(JsonNode given, int depth) {
    JsonNode schema = CONTRACT.resolved(given);
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    int kind = random.nextInt(12);
    if (kind == 0) {
      return nodes.textNode(ODD[random.nextInt(ODD.length)]);
    }
    if (kind == 1) {
      return nodes.nullNode();
    }
    if (kind == 2) {
      return nodes.numberNode(random.nextLong());
    }
    if (schema.has("enum")) {
      return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
    }
    String type =
        schema.path("type").isArray()
            ? schema.get("type").get(0).asText()
            : schema.path("type").asText("object");
    return switch (type) {
      case "integer", "number" -> {
        long least = schema.path("minimum").asLong(0);
        long most = schema.path("maximum").asLong(1000);
        yield nodes.numberNode(
            switch (random.nextInt(4)) {
              case 0 -> least;
              case 1 -> most;
              case 2 -> most + 1;
              default -> least + (long) (random.nextDouble() * (most - least));
            });
      }
      case "boolean" -> nodes.booleanNode(random.nextBoolean());
      case "array" -> {
        ArrayNode list = nodes.arrayNode();
        for (int i = random.nextInt(4); i > 0 && depth < 4; i--) {
          list.add(made(schema.path("items"), depth + 1));
        }
        yield list;
      }
      case "string" -> nodes.textNode(text(schema));
      default -> {
        ObjectNode object = nodes.objectNode();
        schema
            .path("properties")
            .properties()
            .forEach(
                property -> {
                  if (random.nextInt(3) > 0 && depth < 4) {
                    object.set(property.getKey(), made(property.getValue(), depth + 1));
                  }
                });
        yield object;
      }
    };
  }

  private String text(JsonNode schema) {
    return switch (schema.path("format").asText()) {
      case "date-time" ->
          "2026-11-%02dT0%d:00:00Z".formatted(1 + random.nextInt(28), random.nextInt(9));
      case "uri" -> "https://example.com/" + random.nextInt(100);
      default -> {
        int longest = schema.path("maxLength").asInt(20);
        yield switch (random.nextInt(4)) {
          case 0 -> "a".repeat(Math.min(longest, 5000));
          case 1 -> "a".repeat(Math.min(longest, 5000) + 1);
          default -> Integer.toHexString(random.nextInt());
        };
      }
    };
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
