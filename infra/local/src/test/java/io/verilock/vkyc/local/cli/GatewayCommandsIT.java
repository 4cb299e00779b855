package io.verilock.vkyc.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.verilock.vkyc.client.topics.TopicSender;
import io.verilock.vkyc.client.upload.HttpUploader;
import io.verilock.vkyc.client.upload.SessionFiles;
import io.verilock.vkyc.local.stack.SharedStack;
import io.verilock.vkyc.local.stack.SharedStack.Running;
import io.verilock.vkyc.local.webhooks.Receivers;
import io.verilock.vkyc.local.webhooks.Receivers.Taken;
import io.verilock.vkyc.schemas.SigningSecret;
import io.verilock.vkyc.schemas.Topic;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.ColourFiles;
import io.verilock.vkyc.testing.Colours;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The gateway of a stack, with the jobs behind it. */
@ExtendWith(SharedStack.class)
class GatewayCommandsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void aKeyIsPrintedAloneAndDoesWhatItIsMadeFor(Running running) throws Exception {
    Run made = vkyc(running, "keys", "create", "--tenant", "shop", "--scopes", "sessions:read");
    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(made.out()).matches("vk_live_\\S+\n");
    String key = made.out().strip();

    assertThat(call(running, key, "GET", "/v1/sessions", "").get("data")).isEmpty();
    assertThat(call(running, key, "POST", "/v1/sessions", "{}").get("code").asText())
        .isEqualTo("scope_missing");
    assertThat(vkyc(running, "keys", "create", "--plan", "golden").exit()).isEqualTo(2);
    assertThat(vkyc(running, "keys", "create", "--scopes", "all").err())
        .contains("there is no scope all; there are sessions:write");
    assertThat(vkyc(running, "keys", "create", "--tenant", "a/b").exit()).isEqualTo(2);
  }

  @Test
  void anInvitationIsALinkToASessionInItsLanguage(Running running) throws Exception {
    Run invited = vkyc(running, "invite", "--language", "pt");

    assertThat(invited.exit()).as(invited.err()).isZero();
    assertThat(invited.out()).matches("http://127\\.0\\.0\\.1:\\d+/r#ut_\\S+\n");
    String token = URI.create(invited.out().strip()).getFragment();
    JsonNode session = call(running, token, "GET", "/v1/session", "");
    assertThat(session.get("video_language").asText()).isEqualTo("pt");
    assertThat(invited.err()).contains("./vkyc results " + session.get("session_id").asText());
    assertThat(session.get("prompts").findValuesAsText("kind"))
        .contains("phrase")
        .hasSizeBetween(5, 6);
    assertThat(vkyc(running, "invite", "--language", "xx").exit()).isEqualTo(2);
  }

  @Test
  void whatAnInvitationAsksForCanBeChosen(Running running) throws Exception {
    assertThat(asked(running, "none")).isEmpty();
    assertThat(asked(running, "phrase")).containsExactly("look", "statement", "phrase");
    assertThat(asked(running, "head_turns")).hasSizeBetween(4, 5).doesNotContain("phrase");
    assertThat(asked(running, "phrase,head_turns")).hasSizeBetween(5, 6).contains("phrase");
    assertThat(vkyc(running, "invite", "--challenge", "none,phrase").err())
        .contains("--challenge none goes with nothing else");
    assertThat(vkyc(running, "invite", "--challenge", "song").exit()).isEqualTo(2);
  }

  @Test
  void anInvitationCanBeToACall(Running running) throws Exception {
    Run invited = vkyc(running, "invite", "--call", "--language", "de");
    String token = URI.create(invited.out().strip()).getFragment();
    JsonNode session = call(running, token, "GET", "/v1/session", "");

    assertThat(session.get("video_mode").asText()).isEqualTo("live_agent");
    assertThat(session.get("video_language").asText()).isEqualTo("de");
    assertThat(vkyc(running, "invite", "--call", "--challenge", "none").exit()).isEqualTo(2);
  }

  private List<String> asked(Running running, String challenge) throws Exception {
    Run invited = vkyc(running, "invite", "--challenge", challenge);
    String token = URI.create(invited.out().strip()).getFragment();
    return call(running, token, "GET", "/v1/session", "").get("prompts").findValuesAsText("kind");
  }

  @Test
  void aSessionGoesFromUploadToWebhookAndItsResultIsMadeAnew(Running running) throws Exception {
    leaveWhatNobodyCanRead(running);
    String key = vkyc(running, "keys", "create", "--tenant", "hooked").out().strip();
    try (Receivers receivers = new Receivers()) {
      String unknown = SigningSecret.generate(SigningSecret.Scheme.HMAC).text();
      URI url = receivers.add("hooked", unknown, () -> 204);
      JsonNode endpoint =
          call(running, key, "POST", "/v1/webhook-endpoints", "{\"url\": \"%s\"}".formatted(url));
      receivers.trust("hooked", endpoint.get("secret").asText());
      String path = "/v1/webhook-endpoints/" + endpoint.get("endpoint_id").asText();
      Await.until(
          "the dispatcher to know the endpoint",
          () -> call(running, key, "GET", path, "").path("state").asText().equals("active"));
      assertThat(call(running, key, "POST", path + "/test", "").get("state").asText())
          .isEqualTo("delivered");

      String sessionId = upload(running, key);
      Await.until(
          "the webhook",
          () -> receivers.taken().stream().anyMatch(taken -> sessionId.equals(taken.sessionId())));
      assertThat(receivers.taken())
          .extracting(Taken::type)
          .containsExactly("webhook.test", "video.completed");
      String video = "/v1/sessions/%s/video".formatted(sessionId);
      Await.until(
          "the result", () -> call(running, key, "GET", video, "").path("version").asInt() == 3);
      Await.until(
          "the attempt",
          () ->
              call(running, key, "GET", path + "/attempts?session_id=" + sessionId, "")
                      .get("data")
                      .size()
                  == 1);
      JsonNode replay = call(running, key, "POST", path + "/replay", "{\"delivered_too\": true}");
      assertThat(replay.get("sent").asInt()).isEqualTo(1);
      Await.until("the webhook again", () -> receivers.taken().size() == 3);

      Run rebuilt = vkyc(running, "gateway", "rebuild");
      assertThat(rebuilt.exit()).as(rebuilt.err()).isZero();
      Await.until(
          "the result made anew",
          () -> call(running, key, "GET", video, "").path("version").asInt() == 3);
      assertThat(receivers.forged()).isEmpty();
      call(running, key, "DELETE", path, "");
    }
  }

  private static void leaveWhatNobodyCanRead(Running running) throws Exception {
    try (TopicSender topics =
        new TopicSender(running.stack().address().kafka(), Duration.ofSeconds(30))) {
      for (Topic<?> topic : List.of(Topics.WEBHOOK_ENDPOINTS, Topics.WEBHOOK_ENDPOINT_STATUS)) {
        topics.send(topic.name(), "damaged", new byte[] {1});
      }
    }
  }

  private String upload(Running running, String key) throws Exception {
    Path video = ColourFiles.clip(folder.resolve("red.webm"), Colours.RED);
    Path selfie = ColourFiles.photo(folder.resolve("red.png"), Colours.RED);
    SessionFiles files =
        new SessionFiles(
            "red", video.toString(), selfie.toString(), null, VideoMode.self_record, "en");
    return new HttpUploader(URI.create(running.stack().address().gateway()), key, 3000)
        .upload(files, bytes -> {});
  }

  private static JsonNode call(Running running, String key, String method, String path, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(running.stack().address().gateway() + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Authorization", "Bearer " + key);
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return JSON.readTree(HTTP.send(request.build(), BodyHandlers.ofByteArray()).body());
  }

  private static Run vkyc(Running running, String... arguments) {
    List<String> all = new java.util.ArrayList<>(List.of(arguments));
    all.add("--data");
    all.add(running.folder().toString());
    return Run.of(all.toArray(String[]::new));
  }
}
