package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.verilock.vkyc.gateway.Shared.Running;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Shared.class)
class AuditIT {
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1};

  private Running running;
  private Client client;

  @BeforeEach
  void newTenant(Running shared) {
    running = shared;
    client = shared.client();
  }

  @Test
  void whatIsDoneToASessionIsThereWithWhoAndFromWhereAndOutlivesIt() throws Exception {
    Reply created = client.session("{}");
    String sessionId = created.text("session_id");
    String path = "/v1/sessions/" + sessionId;
    Client person = client.person(created);
    person.put(path + "/selfie", "image/jpeg", JPEG);
    person.chunk(sessionId, 0, new byte[1]);
    person.post(path + "/video/finish", "{\"chunk_count\": 1}");
    client.send("GET", path + "/video", Map.of("X-Request-Id", "look-1"), new byte[0]);
    client.delete(path);

    JsonNode entries = client.get("/v1/audit?session_id=" + sessionId).json().get("data");

    List<String> actions = new ArrayList<>();
    entries.forEach(entry -> actions.add(entry.get("action").asText()));
    assertThat(actions)
        .containsExactly(
            "deleteSession",
            "getVideoResult",
            "finishVideo",
            "putSelfie",
            "giveConsent",
            "createSession");
    JsonNode looked = entries.get(1);
    assertThat(looked.get("actor").get("type").asText()).isEqualTo("api_key");
    assertThat(looked.get("actor").get("id").asText()).startsWith("key_");
    assertThat(looked.get("request_id").asText()).isEqualTo("look-1");
    assertThat(looked.get("source_address").asText()).isEqualTo("127.0.0.1");
    JsonNode uploaded = entries.get(3);
    assertThat(uploaded.get("actor").get("type").asText()).isEqualTo("upload_token");
    assertThat(uploaded.get("actor").get("id").asText()).isEqualTo(sessionId);
  }

  @Test
  void whatIsRefusedIsNotAnAction() throws Exception {
    client.post("/v1/sessions", "{\"steps\": []}");
    client.get("/v1/sessions/none/video");

    assertThat(client.get("/v1/audit").json().get("data")).isEmpty();
    assertThat(client.get("/v1/audit").json().get("data").get(0).get("action").asText())
        .as("reading the log is in the log")
        .isEqualTo("listAuditEntries");
  }

  @Test
  void nobodyChangesAnEntry() throws Exception {
    client.session("{}");

    for (String change : List.of("update audit set action = 'x'", "delete from audit")) {
      assertThatThrownBy(
              () -> running.database().jdbi().useHandle(handle -> handle.execute(change)))
          .hasMessageContaining("only ever added to");
    }
  }
}
