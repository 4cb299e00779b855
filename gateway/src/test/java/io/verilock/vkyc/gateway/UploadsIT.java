package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.gateway.access.Scope;
import io.verilock.vkyc.gateway.access.Secrets;
import io.verilock.vkyc.schemas.CaptureEvidence;
import io.verilock.vkyc.schemas.Photo;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoChunk;
import io.verilock.vkyc.testing.TopicContents;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Shared.class)
class UploadsIT {
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1, 2, 3};

  private static final String EVIDENCE =
      """
      {"camera": {"label": "cam\\u0000 <b>", "settings": {"width": 640, "facingMode": "user"}},
       "microphone": {"label": "", "settings": {}}, "constraints": {"video": {"width": 1}},
       "recorder": {"type": "video/webm", "video_bits_per_second": 1000000}, "parts": 1,
       "frames": {"count": 1, "mean_ms": null, "deviation_ms": null, "longest_ms": null}}""";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Running running;
  private Client client;
  private String sessionId;
  private String token;

  @BeforeEach
  void newSession(Running shared) throws Exception {
    running = shared;
    client = shared.client();
    Reply created = client.session("{}");
    sessionId = created.text("session_id");
    token = created.text("upload_token");
    client.person(created);
  }

  @Test
  void chunksComeInAnyOrderAndEndWithTheirNumber() throws Exception {
    Client person = client.as(token);
    assertThat(person.chunk(sessionId, 2, bytes("c")).status()).isEqualTo(201);
    assertThat(person.chunk(sessionId, 0, bytes("a")).status()).isEqualTo(201);
    assertThat(person.chunk(sessionId, 0, bytes("a")).status()).isEqualTo(200);
    Reply other = person.chunk(sessionId, 0, bytes("b"));
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.code()).isEqualTo("chunk_differs");

    Reply early = finish(person, 4);
    assertThat(early.code()).isEqualTo("chunks_missing");
    assertThat(early.json().get("missing").toString())
        .isEqualTo("[{\"first\":1,\"last\":1},{\"first\":3,\"last\":3}]");
    assertThat(finish(person, 2).code()).isEqualTo("chunk_count_too_small");

    assertThat(person.chunk(sessionId, 1, new byte[0]).status()).isEqualTo(201);
    JsonNode there = person.get(path("/video/chunks")).json();
    assertThat(there.get("ranges").toString()).isEqualTo("[{\"first\":0,\"last\":2}]");
    assertThat(there.get("bytes_received").asInt()).isEqualTo(2);
    assertThat(finish(person, 3).text("status")).isEqualTo("in_progress");
    assertThat(finish(person, 3).status()).isEqualTo(202);
    assertThat(finish(person, 4).code()).isEqualTo("finish_differs");
    assertThat(person.chunk(sessionId, 3, bytes("d")).code()).isEqualTo("recording_finished");
    assertThat(person.chunk(sessionId, 2, bytes("c")).status()).isEqualTo(200);

    List<VideoChunk> sent = chunks();
    assertThat(sent).extracting(VideoChunk::getSequence).containsExactly(2, 0, 1, 3);
    assertThat(sent).extracting(VideoChunk::getLast).containsExactly(false, false, false, true);
    assertThat(sent.get(3).getData().remaining()).isZero();
  }

  @Test
  void ofTwoDifferentChunksOfOneNumberAtOnceOneIsTaken() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    for (int i = 0; i < 20; i++) {
      int sequence = i;
      Future<Reply> one = threads.submit(() -> client.chunk(sessionId, sequence, bytes("a")));
      Future<Reply> other = threads.submit(() -> client.chunk(sessionId, sequence, bytes("b")));

      assertThat(List.of(one.get().status(), other.get().status()))
          .containsExactlyInAnyOrder(201, 409);
    }
    threads.shutdown();
  }

  @Test
  void whatTheCameraSaysIsKeptUntilTheRecordingIsWhole() throws Exception {
    Client person = client.as(token);
    assertThat(client.get(path("/video/capture")).json().get("evidence").isNull()).isTrue();
    Reply put = person.json("PUT", path("/video/capture"), EVIDENCE, Map.of());
    assertThat(put.status()).as(put.toString()).isEqualTo(204);

    JsonNode kept = client.get(path("/video/capture")).json();
    assertThat(kept.get("evidence")).isEqualTo(JSON.readTree(EVIDENCE));
    assertThat(person.get(path("/video/capture")).code()).isEqualTo("upload_token_not_accepted");
    person.chunk(sessionId, 0, bytes("a"));
    finish(person, 1);
    assertThat(person.json("PUT", path("/video/capture"), EVIDENCE, Map.of()).code())
        .isEqualTo("recording_finished");
  }

  @Test
  void theEndOfARecordingTellsHowThePersonsPageCapturedIt() throws Exception {
    Client person = client.as(token);
    person.chunk(sessionId, 1, bytes("b"));
    person.chunk(sessionId, 0, bytes("a"));
    person.json("PUT", path("/video/capture"), EVIDENCE, Map.of());
    finish(person, 2);

    CaptureEvidence capture = chunks().get(2).getCapture();
    assertThat(capture.getCameraLabel()).isEqualTo("cam\0 <b>");
    assertThat(capture.getWidth()).isEqualTo(640);
    assertThat(capture.getHeight()).isNull();
    assertThat(capture.getFrameRate()).isNull();
    assertThat(capture.getFrames()).isEqualTo(1);
    assertThat(capture.getFrameMeanMs()).isNull();
    assertThat(capture.getParts()).isEqualTo(1);
    assertThat(capture.getFirstChunkAt()).isBeforeOrEqualTo(capture.getLastChunkAt());
    assertThat(chunks().subList(0, 2)).extracting(VideoChunk::getCapture).containsOnlyNulls();
  }

  @Test
  void theEndOfARecordingThatAKeyFinishesTellsNothingOfACamera() throws Exception {
    client.chunk(sessionId, 0, bytes("a"));
    client.chunk(sessionId, 1, bytes("b"));
    client.as(token).json("PUT", path("/video/capture"), EVIDENCE, Map.of());
    finish(client, 2);

    assertThat(chunks().get(2).getCapture()).isNull();
  }

  @Test
  void aRecordingInOnePieceTellsNothingOfItsTimes() throws Exception {
    Client person = client.as(token);
    person.chunk(sessionId, 0, bytes("a"));
    person.json("PUT", path("/video/capture"), EVIDENCE, Map.of());
    finish(person, 1);

    assertThat(chunks().get(1).getCapture()).isNull();
  }

  @Test
  void bytesAreHeldAgainstTheirDigest() throws Exception {
    Reply none =
        client.send(
            "PUT", path("/video/chunks/0"), Map.of("Content-Type", "video/webm"), bytes("a"));
    assertThat(none.code()).isEqualTo("digest_required");
    Reply other =
        client.send(
            "PUT",
            path("/video/chunks/0"),
            Map.of("Content-Type", "video/webm", "Content-Digest", Client.digest(bytes("b"))),
            bytes("a"));
    assertThat(other.code()).isEqualTo("digest_mismatch");
    Reply odd =
        client.send(
            "PUT",
            path("/video/chunks/0"),
            Map.of("Content-Type", "video/webm", "Content-Digest", "md5=:abc:"),
            bytes("a"));
    assertThat(odd.code()).isEqualTo("invalid_parameter");
    assertThat(chunks()).isEmpty();
  }

  @Test
  void aChunkThatIsTooLargeGoesByUrl() throws Exception {
    byte[] large = new byte[(1 << 20) + 1];
    new Random(1).nextBytes(large);
    Reply refused = client.chunk(sessionId, 0, large);
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.code()).isEqualTo("chunk_too_large");
    assertThat(refused.json().get("max_bytes").asInt()).isEqualTo(1 << 20);

    String described =
        "{\"object_size\": %d, \"sha256\": \"%s\"}"
            .formatted(large.length, HexFormat.of().formatHex(Secrets.sha256().digest(large)));
    Reply url = client.post(refused.text("upload_url"), described);
    assertThat(url.status()).as(url.toString()).isEqualTo(200);
    Map<String, String> json = Map.of();
    Reply early = client.json("PUT", path("/video/chunks/0"), described, json);
    assertThat(early.code()).isEqualTo("object_missing");
    var put =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url.text("upload_url")))
                    .PUT(BodyPublishers.ofByteArray(large))
                    .build(),
                BodyHandlers.ofString());
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    String wrong = described.replaceFirst("\"object_size\": \\d+", "\"object_size\": 7");
    assertThat(client.json("PUT", path("/video/chunks/0"), wrong, json).code())
        .isEqualTo("object_differs");
    assertThat(client.json("PUT", path("/video/chunks/0"), described, json).status())
        .isEqualTo(201);
    assertThat(client.json("PUT", path("/video/chunks/0"), described, json).status())
        .isEqualTo(200);

    assertThat(chunks()).hasSize(1);
    assertThat(chunks().get(0).getObject().getLength()).isEqualTo(large.length);
  }

  @Test
  void picturesReachTheJobsAndReplaceEarlierOnes() throws Exception {
    byte[] large = Arrays.copyOf(JPEG, 1 << 20);
    assertThat(client.put(path("/selfie"), "image/jpeg", JPEG).status()).isEqualTo(201);
    assertThat(client.put(path("/selfie"), "image/jpeg", JPEG).status()).isEqualTo(200);
    assertThat(client.put(path("/selfie"), "image/jpeg", large).status()).isEqualTo(200);
    Reply document = client.as(token).put(path("/document"), "image/png", bytes("no picture"));
    assertThat(document.code()).isEqualTo("picture_not_recognised");
    Reply page = client.as(token).put(path("/document"), "image/heic", bytes("%PDF-1.7"));
    assertThat(page.code()).isEqualTo("picture_not_recognised");
    assertThat(page.text("detail"))
        .isEqualTo("The bytes are a PDF. Send JPEG, PNG, WebP, HEIC, AVIF or GIF.");

    List<Photo> photos =
        TopicContents.decoded(running.kafka().bootstrapServers(), Topics.PHOTOS).stream()
            .filter(photo -> photo.getSessionId().equals(sessionId))
            .toList();
    assertThat(photos).hasSize(2);
    assertThat(photos.get(0).getData().remaining()).isEqualTo(JPEG.length);
    assertThat(photos.get(1).getObject().getLength()).isEqualTo(large.length);
    JsonNode session = client.get(path("")).json();
    assertThat(session.get("photos_received").toString()).isEqualTo("[\"selfie\"]");
  }

  @Test
  void aPictureOfAStepThatIsNotThereIsRefused() throws Exception {
    String other = client.session("{\"steps\": [\"video\"]}").text("session_id");

    Reply reply = client.put("/v1/sessions/%s/selfie".formatted(other), "image/jpeg", JPEG);

    assertThat(reply.code()).isEqualTo("step_not_expected");
  }

  @Test
  void whoStillSendsABodyThatIsTooLargeHearsWhyItIsRefused() throws Exception {
    String key = running.key(running.tenant("standard"), Scope.SESSIONS_WRITE);
    URI gateway = running.gateway().address();
    String id = new Client(gateway, key).session("{}").text("session_id");
    byte[] picture = new byte[(16 << 20) + 1];
    String head =
        "PUT /v1/sessions/%s/selfie HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %s\r\n"
                .formatted(id, key)
            + "Content-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n".formatted(picture.length);
    try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
      socket.getOutputStream().write(bytes(head));
      socket.getOutputStream().write(picture);

      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      assertThat(answer.readLine()).contains(" 413 ");
    }
  }

  @Test
  void otherKindsOfBodiesAreRefused() throws Exception {
    assertThat(client.put(path("/selfie"), "image/tiff", JPEG).code())
        .isEqualTo("unsupported_media_type");
    Reply compressed =
        client.send(
            "PUT",
            path("/selfie"),
            Map.of("Content-Type", "image/jpeg", "Content-Encoding", "gzip"),
            JPEG);
    assertThat(compressed.code()).isEqualTo("unsupported_media_type");
    Reply large = client.put(path("/selfie"), "image/jpeg", new byte[(16 << 20) + 1]);
    assertThat(large.code()).isEqualTo("picture_too_large");
  }

  @Test
  void anUploadTokenOpensItsSessionAndNothingElse() throws Exception {
    Client person = client.as(token);
    assertThat(person.get(path("")).json().has("result")).isFalse();
    assertThat(person.get(path("/video")).code()).isEqualTo("upload_token_not_accepted");
    assertThat(person.get("/v1/sessions").code()).isEqualTo("upload_token_not_accepted");
    assertThat(person.delete(path("")).code()).isEqualTo("upload_token_not_accepted");
    String other = client.session("{}").text("session_id");
    assertThat(person.get("/v1/sessions/" + other).code()).isEqualTo("session_not_found");
    assertThat(person.chunk(other, 0, bytes("a")).code()).isEqualTo("session_not_found");
  }

  private Reply finish(Client by, int count) throws Exception {
    return by.post(path("/video/finish"), "{\"chunk_count\": %d}".formatted(count));
  }

  private String path(String more) {
    return "/v1/sessions/" + sessionId + more;
  }

  private List<VideoChunk> chunks() throws Exception {
    return TopicContents.decoded(running.kafka().bootstrapServers(), Topics.CHUNKS).stream()
        .filter(chunk -> chunk.getSessionId().equals(sessionId))
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
