package io.verilock.vkyc.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.client.StackAddress;
import io.verilock.vkyc.client.results.UrlSigner;
import io.verilock.vkyc.schemas.ObjectReference;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.servers.Credentials;
import io.verilock.vkyc.servers.EmbeddedObjectStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class EmbeddedObjectStoreIT {
  private static final String BUCKET = "recordings";
  private static final Credentials KEYS = Credentials.random();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path folder;
  private static EmbeddedObjectStore store;

  @BeforeAll
  static void keepARecording() throws IOException {
    // Written before a restart, so that every test reads what an earlier store left.
    try (EmbeddedObjectStore earlier = EmbeddedObjectStore.start(folder, BUCKET, KEYS);
        S3Client client = client(earlier)) {
      client.putObject(
          put -> put.bucket(BUCKET).key("sessions/a b/recording"), RequestBody.fromString("video"));
      client.putObject(
          put -> put.bucket(BUCKET).key("sessions/other"), RequestBody.fromString("other"));
    }
    store = EmbeddedObjectStore.start(folder, BUCKET, KEYS);
  }

  @AfterAll
  static void stop() throws IOException {
    store.close();
  }

  @Test
  void aSignedUrlGivesTheRecordingForAnHour() throws Exception {
    String url = signed(KEYS);

    assertThat(url).contains("X-Amz-Expires=3600");
    HttpResponse<String> answer = get(url);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("video");
  }

  @Test
  void playersMaySeek() throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(signed(KEYS))).header("Range", "bytes=2-3").build(),
            BodyHandlers.ofString(StandardCharsets.UTF_8));

    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo("de");
  }

  @Test
  void aUrlSignedWithOtherKeysIsRefused() throws Exception {
    assertThat(get(signed(Credentials.random())).statusCode()).isEqualTo(403);
    assertThat(get(signed(new Credentials(KEYS.accessKey(), "guessed"))).statusCode())
        .isEqualTo(403);
  }

  @Test
  void aUrlThatIsNotSignedIsRefused() throws Exception {
    assertThat(get(signed(KEYS).replaceFirst("\\?.*", "")).statusCode()).isEqualTo(403);
  }

  @Test
  void aSignatureHoldsForItsObjectOnly() throws Exception {
    assertThat(get(signed(KEYS).replace("a%20b/recording", "other")).statusCode()).isEqualTo(403);
  }

  @Test
  void aResultWithoutARecordingHasNoUrl() {
    try (UrlSigner signer = new UrlSigner(address(KEYS).objects())) {
      assertThat(signer.signed(result(null)).getVideoUrl()).isNull();
    }
  }

  private static String signed(Credentials credentials) {
    ObjectReference recording =
        new ObjectReference("s3a://" + BUCKET + "/sessions/a%20b/recording", 5L, "");
    try (UrlSigner signer = new UrlSigner(address(credentials).objects())) {
      return signer.signed(result(recording)).getVideoUrl();
    }
  }

  private static VideoResult result(ObjectReference recording) {
    return VideoResult.newBuilder()
        .setSessionId("a")
        .setVideoMode(VideoMode.self_record)
        .setStatus(SessionStatus.completed)
        .setRecording(recording)
        .build();
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(url)).build(),
        BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private static StackAddress address(Credentials credentials) {
    return new StackAddress(
        0,
        0,
        "",
        store.endpoint().toString(),
        BUCKET,
        credentials.accessKey(),
        credentials.secretKey(),
        "",
        "",
        "",
        "",
        "");
  }

  private static S3Client client(EmbeddedObjectStore store) {
    return S3Client.builder()
        .endpointOverride(store.endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(KEYS.accessKey(), KEYS.secretKey())))
        .build();
  }
}
