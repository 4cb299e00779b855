package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.gateway.access.Secrets;
import io.verilock.vkyc.schemas.SessionEvent;
import io.verilock.vkyc.schemas.SessionEventType;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.TopicContents;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Shared.class)
class ConsentIT {
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1};

  private Running running;
  private Client client;

  @BeforeEach
  void newTenant(Running shared) throws Exception {
    running = shared;
    client = shared.client();
  }

  @Test
  void beforeThePersonAgreesTheirTokenUploadsNothing() throws Exception {
    Reply created = client.session("{}");
    String path = "/v1/sessions/" + created.text("session_id");
    Client person = client.as(created.text("upload_token"));

    assertThat(person.put(path + "/selfie", "image/jpeg", JPEG).code())
        .isEqualTo("consent_required");
    assertThat(person.chunk(created.text("session_id"), 0, JPEG).code())
        .isEqualTo("consent_required");
    assertThat(person.post(path + "/video/finish", "{\"chunk_count\": 1}").code())
        .isEqualTo("consent_required");

    client.person(created);

    assertThat(person.put(path + "/selfie", "image/jpeg", JPEG).status()).isEqualTo(201);
  }

  @Test
  void whatWasAgreedToIsKeptWithWhenAndFromWhereAndOutlivesTheSession() throws Exception {
    String text = "We record you.\n\nYou may say <b>no</b>.";
    put("de", "old");
    Reply set = put("de", text);
    assertThat(set.status()).isEqualTo(201);
    assertThat(set.json().get("version").asInt()).isEqualTo(2);
    assertThat(put("de", text).status()).isEqualTo(200);
    Reply created = client.session("{\"video_language\": \"de\"}");
    String path = "/v1/sessions/%s/consent".formatted(created.text("session_id"));
    assertThat(client.get(path).json().get("given").isNull()).isTrue();

    Client person = client.person(created);

    put("de", "new");
    JsonNode consent = client.get(path).json();
    assertThat(consent.get("text").asText()).isEqualTo(text);
    assertThat(consent.get("version").asInt()).isEqualTo(2);
    assertThat(consent.get("sha256").asText()).isEqualTo(sha256(text));
    assertThat(consent.get("given").get("by").asText()).isEqualTo("upload_token");
    assertThat(consent.get("given").get("source_address").asText()).isEqualTo("127.0.0.1");
    Reply again = person.post(path, "{\"sha256\": \"%s\"}".formatted(sha256("new")));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(consent);
    client.delete("/v1/sessions/" + created.text("session_id"));
    assertThat(client.get(path).json()).isEqualTo(consent);
    assertThat(running.client().get(path).code()).isEqualTo("session_not_found");
  }

  @Test
  void anotherTextThanTheOneShownIsNotAgreedTo() throws Exception {
    Reply created = client.session("{}");
    String path = "/v1/sessions/%s/consent".formatted(created.text("session_id"));
    Client person = client.as(created.text("upload_token"));
    String shown = person.get(path).text("sha256");
    put("en", "another");

    String agreed = "{\"sha256\": \"%s\"}".formatted(shown);

    assertThat(person.post(path, agreed).code()).isEqualTo("consent_text_changed");
    assertThat(client.post(path, agreed).code()).isEqualTo("upload_token_required");
    Client stranger = client.as(client.session("{}").text("upload_token"));
    assertThat(stranger.post(path, agreed).code()).isEqualTo("session_not_found");
  }

  @Test
  void withdrawalIsKeptAndEndsTheSession() throws Exception {
    Reply created = client.session("{}");
    String sessionId = created.text("session_id");
    String path = "/v1/sessions/%s/consent".formatted(sessionId);
    assertThat(client.post(path + "/withdraw", "").code()).isEqualTo("consent_not_given");
    Client person = client.person(created);

    Reply withdrawn = person.post(path + "/withdraw", "");

    assertThat(withdrawn.json().get("withdrawn").get("by").asText()).isEqualTo("upload_token");
    assertThat(client.get("/v1/sessions/" + sessionId).text("status")).isEqualTo("cancelled");
    assertThat(person.get(path).code()).isEqualTo("credential_invalid");
    assertThat(client.post(path + "/withdraw", "").json()).isEqualTo(withdrawn.json());
    Await.until(
        "the jobs are told",
        () ->
            TopicContents.decoded(running.kafka().bootstrapServers(), Topics.SESSIONS).stream()
                .filter(event -> event.getSessionId().equals(sessionId))
                .map(SessionEvent::getType)
                .anyMatch(SessionEventType.cancelled::equals));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update consent set text = 'other'",
        "delete from consent",
        "update consent_text set text = 'other'",
        "delete from consent_text"
      })
  void nothingAltersARecord(String change) throws Exception {
    put("en", "We record you.");
    client.person(client.session("{}"));

    assertThatThrownBy(() -> running.database().jdbi().useHandle(handle -> handle.execute(change)))
        .hasMessageContaining("are only ever added");
  }

  @Test
  void everyLanguageHasATextBeforeOneIsSet() throws Exception {
    JsonNode texts = client.get("/v1/consent-texts").json().get("data");

    assertThat(texts).hasSize(5);
    for (JsonNode text : texts) {
      assertThat(text.get("version").asInt()).isZero();
      assertThat(text.get("text").asText().split("\n\n")).hasSize(4);
      assertThat(text.get("sha256").asText()).isEqualTo(sha256(text.get("text").asText()));
    }
  }

  private Reply put(String language, String text) throws Exception {
    String json = TextNode.valueOf(text).toString();
    return client.json(
        "PUT", "/v1/consent-texts/" + language, "{\"text\": %s}".formatted(json), Map.of());
  }

  private static String sha256(String text) {
    return HexFormat.of().formatHex(Secrets.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
