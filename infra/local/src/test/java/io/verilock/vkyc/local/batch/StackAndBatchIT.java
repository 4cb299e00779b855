package io.verilock.vkyc.local.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.verilock.vkyc.client.StackAddress;
import io.verilock.vkyc.client.StackException;
import io.verilock.vkyc.client.results.ResultTopic;
import io.verilock.vkyc.client.results.UrlSigner;
import io.verilock.vkyc.client.upload.SessionFiles;
import io.verilock.vkyc.client.upload.SessionRecords;
import io.verilock.vkyc.client.upload.SessionUploader;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.local.stack.LocalStack;
import io.verilock.vkyc.local.stack.SharedStack;
import io.verilock.vkyc.local.stack.SharedStack.Running;
import io.verilock.vkyc.local.stack.SharedStack.Stopped;
import io.verilock.vkyc.local.stack.TestStack;
import io.verilock.vkyc.models.pack.PackException;
import io.verilock.vkyc.models.pack.SharedModels;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.Review;
import io.verilock.vkyc.schemas.SessionEvent;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoChunk;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.schemas.WebhookEvent;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.ColourFiles;
import io.verilock.vkyc.testing.ColourModels;
import io.verilock.vkyc.testing.TopicContents;
import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The stack against the batch analysis of the same files. */
@ExtendWith(SharedStack.class)
@TestMethodOrder(OrderAnnotation.class)
class StackAndBatchIT {
  @TempDir Path folder;
  private Path data;
  private Path clip;
  private Path selfie;

  @BeforeEach
  void make() throws IOException {
    data = folder.resolve("data");
    clip = ColourFiles.clip(folder.resolve("clip.webm"), Color.RED.darker());
    selfie = ColourFiles.photo(folder.resolve("selfie.png"), new Color(178, 40, 0));
  }

  @Test
  @Order(1)
  void chunksOfAnySizeScoreAsTheFilesDo(Running running) throws Exception {
    List<VideoResult> results = new ArrayList<>();
    new BatchAnalysis(config(Map.of()), 1, ColourModels::lend)
        .run(List.of(session("batch")), results::add);
    List<Object> expected = scores(results.get(0));
    assertThat(results.get(0).getFaceMatchScore()).isNotNull();
    LocalStack stack = running.stack();
    List<Integer> sizes = List.of(1_000, 65_536, (int) Files.size(clip));
    for (int size : sizes) {
      upload(stack, "size-" + size, size);
    }
    for (int size : sizes) {
      VideoResult result = completed(stack, "size-" + size);
      assertThat(scores(result)).as("chunks of %d", size).isEqualTo(expected);
      assertThat(played(stack, result)).isEqualTo(Files.readAllBytes(clip));
    }

    VideoResult stored = completed(stack, "size-1000");
    StackAddress address = stack.address();
    String url = url(address, stored).replace(address.accessKey(), "vkyc0000000000000000");
    assertThat(get(url).statusCode()).isEqualTo(403);
  }

  @Test
  @Order(1)
  void aReviewDecidesAndEachEventIsAnnouncedOnce(Running running) throws Exception {
    LocalStack stack = running.stack();
    upload(stack, "a", 1_000);
    upload(stack, "a", 1_000);
    completed(stack, "a");
    for (String reviewId : List.of("r1", "r1", "r2")) {
      review(stack, reviewId, reviewId.equals("r1") ? Outcome.declined : Outcome.approved);
    }
    VideoResult decided = await(stack, "a", result -> result.getReasons().contains("reviewed"));
    assertThat(decided.getResult()).isEqualTo(Outcome.declined);
    assertThat(decided.getReviewNotes()).isEqualTo("seen");
    // A session that ends later shows that everything before it was announced.
    upload(stack, "b", 1_000);
    completed(stack, "b");
    assertThat(events(stack, "a", "b"))
        .containsOnly(
            Map.entry("a video.completed", 1),
            Map.entry("a video.reviewed", 1),
            Map.entry("b video.completed", 1));
  }

  @Test
  @Order(1)
  void aSecondStackOnTheFolderIsRefusedAndTheFirstGoesOn(Running running) throws Exception {
    LocalStack stack = running.stack();
    assertThatThrownBy(() -> TestStack.start(running.folder()))
        .isInstanceOf(StackException.class)
        .hasMessage(
            "another stack runs on %s; stop it, or give this one another folder with --data",
            running.folder());
    assertThat(StackAddress.of(running.folder())).isEqualTo(stack.address());
    upload(stack, "beside", 1_000);
    completed(stack, "beside");
  }

  @Test
  @Order(2)
  void realModelsScoreOnTheStackAsInABatch(Stopped shared) throws Exception {
    String pack = pack();
    Map<String, String> settings = Map.of("vkyc.models.pack", pack);
    List<VideoResult> results = new ArrayList<>();
    new BatchAnalysis(config(settings), 1).run(List.of(session("batch")), results::add);
    try (LocalStack stack = LocalStack.start(data, 1, settings, line -> {})) {
      upload(stack, "streamed", 1_000);
      VideoResult result = completed(stack, "streamed");
      assertThat(scores(result)).isEqualTo(scores(results.get(0)));
      assertThat(result.getModelVersions()).isEqualTo(results.get(0).getModelVersions());
    }
  }

  @Test
  @Order(2)
  void aSessionIsUploadedHalfBeforeAndHalfAfterARestart(Stopped shared) throws Exception {
    List<VideoChunk> chunks = new ArrayList<>();
    SessionRecords.chunks(session("half"), 1_000, chunks::add);
    assertThat(chunks).hasSizeGreaterThan(3);
    int half = chunks.size() / 2;
    VideoResult whole;
    try (LocalStack stack = TestStack.start(data)) {
      send(stack, Optional.of(session("half")), chunks.subList(0, half));
      upload(stack, "whole", 1_000);
      whole = completed(stack, "whole");
      await(stack, "half", result -> result.getStatus() == SessionStatus.in_progress);
      assertThat(StackAddress.of(data)).isEqualTo(stack.address());
    }
    assertThat(data.resolve("stack.json")).doesNotExist();
    assertThatThrownBy(() -> StackAddress.of(data)).isInstanceOf(StackException.class);
    try (LocalStack stack = TestStack.start(data)) {
      send(stack, Optional.empty(), chunks.subList(half, chunks.size()));
      VideoResult result = completed(stack, "half");
      assertThat(result.getDurationSeconds()).isEqualTo(whole.getDurationSeconds());
      assertThat(result.getLivenessScore()).isEqualTo(whole.getLivenessScore());
      assertThat(played(stack, result)).isEqualTo(Files.readAllBytes(clip));
      assertThat(completed(stack, "whole")).isEqualTo(whole);
      assertThat(events(stack, "half", "whole"))
          .containsOnly(
              Map.entry("half video.completed", 1), Map.entry("whole video.completed", 1));
    }
  }

  private SessionFiles session(String sessionId) {
    return new SessionFiles(
        sessionId, clip.toString(), selfie.toString(), null, VideoMode.self_record, "en");
  }

  private void upload(LocalStack stack, String sessionId, int chunkBytes) throws IOException {
    try (SessionUploader uploader = new SessionUploader(stack.address(), chunkBytes)) {
      uploader.upload(session(sessionId), bytes -> {});
    }
  }

  /** Sends a session's creation, where there is one, and some of its chunks. */
  private static void send(
      LocalStack stack, Optional<SessionFiles> created, List<VideoChunk> chunks) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.address().kafka()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
      created.ifPresent(
          session -> {
            SessionFiles video =
                new SessionFiles(
                    session.sessionId(), session.video(), null, null, session.mode(), "en");
            SessionEvent event = SessionRecords.created(video, Instant.now(), null);
            byte[] value = Topics.SESSIONS.encode(event);
            records.add(new ProducerRecord<>(Topics.SESSIONS.name(), session.sessionId(), value));
          });
      for (VideoChunk chunk : chunks) {
        records.add(
            new ProducerRecord<>(
                Topics.CHUNKS.name(), chunk.getSessionId(), Topics.CHUNKS.encode(chunk)));
      }
      for (ProducerRecord<String, byte[]> record : records) {
        var unused = producer.send(record);
      }
      producer.flush();
    }
  }

  private static void review(LocalStack stack, String reviewId, Outcome outcome)
      throws IOException {
    Review review =
        Review.newBuilder()
            .setSessionId("a")
            .setReviewId(reviewId)
            .setResult(outcome)
            .setReviewerId("reviewer-7")
            .setNotes("seen")
            .setReviewedAt(Instant.now())
            .build();
    try (SessionUploader uploader = new SessionUploader(stack.address(), 1)) {
      uploader.review(review);
    }
  }

  private static VideoResult completed(LocalStack stack, String sessionId) throws IOException {
    return await(stack, sessionId, result -> result.getStatus() == SessionStatus.completed);
  }

  private static VideoResult await(
      LocalStack stack, String sessionId, Predicate<VideoResult> wanted) throws IOException {
    try (ResultTopic results = new ResultTopic(stack.address().kafka())) {
      return results.await(sessionId, wanted, Await.LONGEST).orElseThrow();
    }
  }

  /** How often the events of some sessions stand on the webhooks' topic. */
  private static Map<String, Integer> events(LocalStack stack, String... sessions)
      throws IOException {
    Map<String, Integer> events = new TreeMap<>();
    for (WebhookEvent event : TopicContents.decoded(stack.address().kafka(), Topics.WEBHOOKS)) {
      if (!List.of(sessions).contains(event.getSessionId())) {
        continue;
      }
      events.merge(event.getSessionId() + " " + event.getType(), 1, Integer::sum);
    }
    return events;
  }

  /** Everything a result says about the video, to the last digit. */
  private static List<Object> scores(VideoResult result) {
    return Arrays.asList(
        result.getResult(),
        result.getFaceMatchScore(),
        result.getLivenessScore(),
        result.getDurationSeconds(),
        result.getReasons(),
        result.getChecks());
  }

  private static byte[] played(LocalStack stack, VideoResult result) throws Exception {
    HttpResponse<byte[]> response = get(url(stack.address(), result));
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  private static String url(StackAddress stack, VideoResult result) {
    try (UrlSigner signer = new UrlSigner(stack.objects())) {
      return signer.signed(result).getVideoUrl();
    }
  }

  private static HttpResponse<byte[]> get(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
  }

  private static VideoAnalysisConfig config(Map<String, String> settings) {
    return VideoAnalysisConfig.from(Configuration.fromMap(settings));
  }

  /** The first pack whose weights can be had. */
  private static String pack() {
    List<String> reasons = new ArrayList<>();
    for (String pack : List.of("open", "fallback")) {
      try (SharedModels.Lease lease = SharedModels.acquire(pack)) {
        return lease.models().pack();
      } catch (PackException e) {
        reasons.add(e.getMessage());
      }
    }
    assumeThat(reasons).as("packs that cannot be had").isEmpty();
    throw new AssertionError();
  }
}
