package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.gateway.contract.Contract;
import io.verilock.vkyc.gateway.contract.ContractOperation;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What belongs to one tenant does not exist for another, whatever is asked of it. */
@ExtendWith(Shared.class)
class TenantsIT {
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1};

  private static Client stranger;
  private static Client strangersPerson;
  private static final Map<String, String> IDS = new HashMap<>();

  @BeforeAll
  static void somebodyHasAllThereIs(Running running) throws Exception {
    Client owner = running.client();
    stranger = running.client();
    strangersPerson = stranger.person(stranger.session("{}"));
    IDS.put("session_id", owner.session("{}").text("session_id"));
    Reply endpoint =
        owner.post("/v1/webhook-endpoints", "{\"url\": \"https://bank.example/hooks\"}");
    IDS.put("endpoint_id", endpoint.text("endpoint_id"));
    Reply key = owner.post("/v1/api-keys", "{\"name\": \"a\", \"scopes\": [\"admin\"]}");
    IDS.put("key_id", key.text("key_id"));
    assertThat(IDS).doesNotContainValue(null);
  }

  static List<ContractOperation> operations() {
    return new Contract()
        .operations().values().stream()
            .filter(operation -> operation.path().matches(".*\\{(session|endpoint|key)_id}.*"))
            .toList();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anothersIsNotFound(ContractOperation operation) throws Exception {
    String path = operation.path().replace("{sequence}", "0");
    for (Map.Entry<String, String> id : IDS.entrySet()) {
      path = path.replace("{" + id.getKey() + "}", id.getValue());
    }

    Reply reply = ask(operation, path);

    assertThat(reply.status()).as(reply.toString()).isEqualTo(404);
    assertThat(reply.code()).endsWith("_not_found").isNotEqualTo("route_not_found");
  }

  private static Reply ask(ContractOperation operation, String path) throws Exception {
    String type =
        operation.bodies().keySet().stream().sorted().findFirst().orElse("application/json");
    if (type.startsWith("image/") || path.endsWith("/chunks/0")) {
      return stranger.put(
          path, type.startsWith("image/") ? type : "application/octet-stream", JPEG);
    }
    String body =
        switch (operation.id()) {
          case "finishVideo" -> "{\"chunk_count\": 1}";
          case "beginTake" -> "{\"take\": 2}";
          case "reviewSession" -> "{\"result\": \"approved\"}";
          case "updateWebhookEndpoint" -> "{\"enabled\": false}";
          case "createChunkUploadUrl" ->
              "{\"object_size\": 1, \"sha256\": \"%s\"}".formatted("0".repeat(64));
          default -> "";
        };
    Client caller = operation.scopes().isEmpty() ? strangersPerson : stranger;
    return caller.send(
        operation.method(),
        path,
        body.isEmpty() ? Map.of() : Map.of("Content-Type", "application/json"),
        body.getBytes(StandardCharsets.UTF_8));
  }
}
