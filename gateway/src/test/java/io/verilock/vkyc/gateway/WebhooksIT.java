package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.verilock.vkyc.client.topics.TopicSender;
import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.schemas.EndpointState;
import io.verilock.vkyc.schemas.SigningSecret;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import io.verilock.vkyc.schemas.WebhookEndpointStatus;
import io.verilock.vkyc.testing.TopicContents;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Shared.class)
class WebhooksIT {
  private static final String URL = "https://bank.example/hooks";

  private Running running;
  private Client client;

  @BeforeEach
  void newTenant(Running shared) {
    running = shared;
    client = shared.client();
  }

  @Test
  void anEndpointsSecretIsToldOnceAndReachesTheDispatcher() throws Exception {
    Reply created =
        client.post(
            "/v1/webhook-endpoints",
            "{\"url\": \"%s\", \"event_types\": [\"video.completed\"]}".formatted(URL));

    assertThat(created.status()).isEqualTo(201);
    String secret = created.text("secret");
    WebhookEndpoint written = written(created.text("endpoint_id"));
    assertThat(written.getUrl()).isEqualTo(URL);
    assertThat(written.getEventTypes()).containsExactly("video.completed");
    assertThat(written.getSigningKeys().get(0).getSecret()).isEqualTo(secret);
    Reply listed = client.get("/v1/webhook-endpoints");
    assertThat(listed.json().get("data")).hasSize(1);
    assertThat(listed.json().toString()).doesNotContain(secret);
  }

  @Test
  void whoChoosesEd25519GetsThePublicKeyAlone() throws Exception {
    Reply created =
        client.post(
            "/v1/webhook-endpoints", "{\"url\": \"%s\", \"scheme\": \"ed25519\"}".formatted(URL));

    assertThat(created.text("secret")).isNull();
    String privateKey = written(created.text("endpoint_id")).getSigningKeys().get(0).getSecret();
    assertThat(SigningSecret.parse(privateKey).publicKey()).contains(created.text("public_key"));
    assertThat(created.json().toString()).doesNotContain(privateKey);
  }

  @Test
  void itCanBeChangedRotatedAndRemoved() throws Exception {
    Reply created = client.post("/v1/webhook-endpoints", "{\"url\": \"%s\"}".formatted(URL));
    String path = "/v1/webhook-endpoints/" + created.text("endpoint_id");

    Reply changed = client.json("PATCH", path, "{\"enabled\": false}", Map.of());
    assertThat(changed.json().get("enabled").asBoolean()).isFalse();
    assertThat(changed.text("url")).isEqualTo(URL);
    assertThat(client.post(path + "/replay", "{}").code()).isEqualTo("endpoint_closed");
    Reply rotated = client.post(path + "/rotate", "{\"keep_seconds\": 60}");
    assertThat(rotated.json().get("signing_keys")).hasSize(2);
    assertThat(rotated.text("secret")).isNotEqualTo(created.text("secret"));
    assertThat(client.json("PATCH", path, "{}", Map.of()).code()).isEqualTo("validation_failed");

    assertThat(client.delete(path).status()).isEqualTo(204);
    assertThat(client.get(path).code()).isEqualTo("webhook_endpoint_not_found");
  }

  @Test
  void howItDoesIsWhatTheDispatcherSaysAndWhatNobodyCanReadIsLeftOut() throws Exception {
    Reply created = client.post("/v1/webhook-endpoints", "{\"url\": \"%s\"}".formatted(URL));
    String endpointId = created.text("endpoint_id");
    WebhookEndpointStatus failing =
        WebhookEndpointStatus.newBuilder()
            .setEndpointId(endpointId)
            .setTenantId("any")
            .setState(EndpointState.failing)
            .setSince(Instant.parse("2026-01-02T03:04:05Z"))
            .setReason("answered 500")
            .build();
    try (TopicSender topics =
        new TopicSender(running.kafka().bootstrapServers(), Duration.ofSeconds(30))) {
      topics.send(Topics.WEBHOOK_ENDPOINTS.name(), "ep_damaged", new byte[] {1});
      topics.send(Topics.WEBHOOK_ENDPOINT_STATUS, failing);
    }

    JsonNode shown = client.get("/v1/webhook-endpoints/" + endpointId).json();

    assertThat(shown.get("state").asText()).isEqualTo("failing");
    assertThat(shown.get("state_reason").asText()).isEqualTo("answered 500");
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://bank.example/, bad_format",
    "https://me:secret@bank.example/, bad_format",
    "https:///hooks, bad_format",
    "https://bank.example/#top, bad_format"
  })
  void whatCannotBeAnEndpointIsRefused(String url, String code) throws Exception {
    Reply reply = client.post("/v1/webhook-endpoints", "{\"url\": \"%s\"}".formatted(url));

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().get("errors").get(0).get("pointer").asText()).isEqualTo("/url");
    assertThat(reply.json().get("errors").get(0).get("code").asText()).isEqualTo(code);
  }

  private WebhookEndpoint written(String endpointId) throws Exception {
    for (var record :
        TopicContents.of(running.kafka().bootstrapServers(), Topics.WEBHOOK_ENDPOINTS)) {
      if (endpointId.equals(record.key())) {
        return Topics.WEBHOOK_ENDPOINTS.decode(record.value());
      }
    }
    throw new AssertionError(endpointId + " was not written");
  }
}
