package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.gateway.access.Scope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Shared.class)
class KeysIT {
  private static final String READER = "{\"name\": \"reader\", \"scopes\": [\"sessions:read\"]}";

  private Running running;
  private Client client;

  @BeforeEach
  void newTenant(Running shared) {
    running = shared;
    client = shared.client();
  }

  @Test
  void withoutAKeyOrWithOneThatIsNoneNothingOpens() throws Exception {
    Reply none = client.as(null).get("/v1/sessions");
    assertThat(none.code()).isEqualTo("authentication_required");
    assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer");
    for (String wrong : new String[] {"vk_live_wrong", "ut_wrong", "x", "vk_live_"}) {
      Reply reply = client.as(wrong).get("/v1/sessions");
      assertThat(reply.code()).as(wrong).isEqualTo("credential_invalid");
      assertThat(reply.header("WWW-Authenticate")).contains("invalid_token");
    }
  }

  @Test
  void aKeyDoesWhatItsScopesSayAndNoScopeHoldsAnother() throws Exception {
    Client reader = client.as(client.post("/v1/api-keys", READER).text("key"));

    assertThat(reader.get("/v1/sessions").status()).isEqualTo(200);
    assertThat(reader.post("/v1/sessions", "{}").code()).isEqualTo("scope_missing");
    assertThat(reader.get("/v1/api-keys").code()).isEqualTo("scope_missing");

    Client admin = client.as(running.key(running.tenant("standard"), Scope.ADMIN));
    assertThat(admin.get("/v1/sessions").code()).isEqualTo("scope_missing");
  }

  @Test
  void aRotatedKeyHasTwoSecretsUntilTheOlderEnds() throws Exception {
    Reply created = client.post("/v1/api-keys", READER);
    String path = "/v1/api-keys/" + created.text("key_id");
    Client old = client.as(created.text("key"));
    assertThat(old.get("/v1/sessions").status()).isEqualTo(200);

    Reply rotated = client.post(path + "/rotate", "{\"keep_seconds\": 3600}");
    assertThat(rotated.json().get("secrets")).hasSize(2);
    assertThat(client.as(rotated.text("key")).get("/v1/sessions").status()).isEqualTo(200);
    assertThat(old.get("/v1/sessions").status()).isEqualTo(200);
    assertThat(client.post(path + "/rotate", "").code()).isEqualTo("rotation_in_progress");

    Reply other = client.post("/v1/api-keys", READER);
    Client replaced = client.as(other.text("key"));
    client.post("/v1/api-keys/" + other.text("key_id") + "/rotate", "{\"keep_seconds\": 0}");
    assertThat(replaced.get("/v1/sessions").code()).isEqualTo("credential_invalid");
  }

  @Test
  void aRevokedKeyOpensNothingAndStaysInTheList() throws Exception {
    Reply created = client.post("/v1/api-keys", READER);
    String path = "/v1/api-keys/" + created.text("key_id");
    Client reader = client.as(created.text("key"));
    assertThat(reader.get("/v1/sessions").status()).isEqualTo(200);

    assertThat(client.delete(path).status()).isEqualTo(204);
    assertThat(client.delete(path).status()).isEqualTo(204);

    assertThat(reader.get("/v1/sessions").code()).isEqualTo("credential_invalid");
    assertThat(client.post(path + "/rotate", "").code()).isEqualTo("api_key_revoked");
    JsonNode listed = client.get("/v1/api-keys").json().get("data");
    assertThat(listed.get(0).get("key_id").asText()).isEqualTo(created.text("key_id"));
    assertThat(listed.get(0).get("revoked_at").isNull()).isFalse();
    assertThat(listed.get(0).get("secrets")).isEmpty();
    assertThat(listed.toString()).doesNotContain(created.text("key"));
  }
}
