package io.verilock.vkyc.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.verilock.vkyc.client.StackAddress;
import io.verilock.vkyc.client.upload.SessionFiles;
import io.verilock.vkyc.client.upload.SessionUploader;
import io.verilock.vkyc.jobs.io.HadoopObjectStore;
import io.verilock.vkyc.jobs.io.ObjectStore;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.recordings.RecordingSettings;
import io.verilock.vkyc.recordings.RecordingSettings.Layout;
import io.verilock.vkyc.recordings.RecordingSettings.Video;
import io.verilock.vkyc.recordings.RecordingWriter;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.Topic;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.servers.Credentials;
import io.verilock.vkyc.servers.EmbeddedObjectStore;
import io.verilock.vkyc.testing.TopicContents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The job's jar on a Flink cluster that knows nothing of it, configured by arguments alone. The
 * cluster loses a process while a session is uploaded; the job is stopped and goes on from its
 * savepoint.
 */
@ExtendWith(ProcessCluster.Shared.class)
final class RealClusterIT {
  private static final String BUCKET = "recordings";
  private static final int PARALLELISM = 2;
  private static final int CHUNKS = 8;

  private final ProcessCluster cluster;
  private EmbeddedObjectStore objectStore;
  private StackAddress address;
  private byte[] clip;

  RealClusterIT(ProcessCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void startStore() throws Exception {
    assumeTrue(cluster.openPack().isPresent(), "the open model pack cannot be had");
    Credentials credentials = Credentials.random();
    objectStore =
        EmbeddedObjectStore.start(cluster.folder().resolve("objects"), BUCKET, credentials);
    address =
        new StackAddress(
            ProcessHandle.current().pid(),
            0,
            cluster.bootstrapServers(),
            objectStore.endpoint().toString(),
            BUCKET,
            credentials.accessKey(),
            credentials.secretKey(),
            "",
            "",
            "",
            "",
            "");
    clip = clip();
  }

  @AfterEach
  void stopStore() throws Exception {
    if (objectStore != null) {
      objectStore.close();
    }
  }

  @Test
  void aLostTaskManagerAndAnUpgradeLoseAndRepeatNothing() throws Exception {
    String job = cluster.run(null, settings(), null);
    cluster.await("the job", job, () -> cluster.rest().running(job));

    String first = "session-1";
    upload(first, () -> loseTaskManager(job, first));
    awaitCompleted(job, first);
    String savepoint = stop(job);
    assertCompletedOnce(first);

    String next = cluster.run(null, settings(), savepoint);
    cluster.await("the job", next, () -> cluster.rest().running(next));
    String second = "session-2";
    upload(second, () -> {});
    awaitCompleted(next, second);
    stop(next);
    assertCompletedOnce(first);
    assertCompletedOnce(second);
    assertThat(read(Topics.DEAD_LETTERS)).isEmpty();
  }

  /** Kills the process that holds the session, once what was uploaded is in a checkpoint alone. */
  private void loseTaskManager(String job, String session) throws Exception {
    cluster.await("a checkpoint after the first chunks", job, () -> chunksRead() == CHUNKS / 2);
    int subtask =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            session,
            KeyGroupRangeAssignment.computeDefaultMaxParallelism(PARALLELISM),
            PARALLELISM);
    cluster.loseTaskManager(job, "order-chunks", subtask);
  }

  private void assertCompletedOnce(String session) throws Exception {
    List<VideoResult> results =
        read(Topics.RESULTS).stream()
            .filter(result -> result.getSessionId().equals(session))
            .filter(result -> result.getStatus() == SessionStatus.completed)
            .toList();
    assertThat(results).hasSize(1);
    VideoResult result = results.get(0);
    assertThat(result.getResult()).isEqualTo(Outcome.declined);
    assertThat(result.getReasons()).contains("no_face");
    try (ObjectStore store = HadoopObjectStore.opener(Configuration.fromMap(settings())).open()) {
      assertThat(store.read(session, result.getRecording())).isEqualTo(clip);
    }
    VideoResult told = VideoResult.newBuilder(result).setTimeline(List.of()).build();
    assertThat(read(Topics.WEBHOOKS))
        .filteredOn(event -> event.getSessionId().equals(session))
        .singleElement()
        .satisfies(event -> assertThat(event.getType()).isEqualTo("video.completed"))
        .satisfies(event -> assertThat(event.getData()).isEqualTo(told));
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(address.jobSettings());
    settings.put("vkyc.models.pack", "open");
    return settings;
  }

  /** Uploads the clip in {@link #CHUNKS} chunks, and does something after half of them. */
  private void upload(String session, Step halfway) throws IOException {
    Path file = Files.write(cluster.folder().resolve("clip.webm"), clip);
    SessionFiles files =
        new SessionFiles(session, file.toString(), null, null, VideoMode.self_record, "en");
    List<Long> sent = new ArrayList<>();
    try (SessionUploader uploader =
        new SessionUploader(address, (clip.length + CHUNKS - 1) / CHUNKS)) {
      uploader.upload(
          files,
          bytes -> {
            sent.add(bytes);
            if (sent.size() == CHUNKS / 2) {
              perform(halfway);
            }
          });
    }
    assertThat(sent).hasSize(CHUNKS);
  }

  private void awaitCompleted(String job, String session) throws Exception {
    cluster.await(
        "the result of " + session,
        job,
        () ->
            read(Topics.RESULTS).stream()
                .anyMatch(
                    result ->
                        result.getSessionId().equals(session)
                            && result.getStatus() == SessionStatus.completed));
  }

  /** Stops the job; all it wrote is committed then. Gives its savepoint. */
  private String stop(String job) throws Exception {
    String request = cluster.rest().beginStop(job, cluster.folder().resolve("savepoints").toUri());
    cluster.await("the savepoint", job, () -> cluster.rest().savepoint(job, request) != null);
    return cluster.rest().savepoint(job, request);
  }

  /** Chunks that the last finished checkpoint covers: the source commits its offsets then. */
  private long chunksRead() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
      return admin
          .listConsumerGroupOffsets("video-analysis")
          .partitionsToOffsetAndMetadata()
          .get()
          .entrySet()
          .stream()
          .filter(entry -> entry.getKey().topic().equals(Topics.CHUNKS.name()))
          .mapToLong(entry -> entry.getValue().offset())
          .sum();
    } catch (ExecutionException e) {
      return 0;
    }
  }

  /** Every committed record of a topic. */
  private <T extends SpecificRecord> List<T> read(Topic<T> topic) throws IOException {
    return TopicContents.decoded(cluster.bootstrapServers(), topic);
  }

  private static void perform(Step step) {
    try {
      step.perform();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Three seconds in which nobody is seen. */
  private static byte[] clip() {
    int side = 128;
    int rate = 10;
    Random random = new Random(1);
    RecordingSettings settings =
        RecordingSettings.of(Layout.WEBM_LIVE, Video.VP8, side, side).withSound();
    try (RecordingWriter writer = new RecordingWriter(settings)) {
      for (int frame = 0; frame < 3 * rate; frame++) {
        byte[] bgr = new byte[3 * side * side];
        random.nextBytes(bgr);
        writer.picture(new Picture(side, side, bgr), frame * 1_000_000L / rate);
        writer.audio(new short[16_000 / rate]);
      }
      return writer.finish();
    }
  }

  /** Something that may fail. */
  private interface Step {
    void perform() throws Exception;
  }
}
