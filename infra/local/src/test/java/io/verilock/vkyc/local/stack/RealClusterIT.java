package io.verilock.vkyc.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.verilock.vkyc.jobs.io.HadoopObjectStore;
import io.verilock.vkyc.jobs.io.ObjectStore;
import io.verilock.vkyc.jobs.media.RecordingSettings;
import io.verilock.vkyc.jobs.media.RecordingSettings.Layout;
import io.verilock.vkyc.jobs.media.RecordingSettings.Video;
import io.verilock.vkyc.jobs.media.RecordingWriter;
import io.verilock.vkyc.local.ingest.SessionUploader;
import io.verilock.vkyc.local.sessions.SessionFiles;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.pack.FetchProgress;
import io.verilock.vkyc.models.pack.FileStatus;
import io.verilock.vkyc.models.pack.Pack;
import io.verilock.vkyc.models.pack.PackException;
import io.verilock.vkyc.models.pack.PackLocator;
import io.verilock.vkyc.models.pack.Packs;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.schemas.WebhookEvent;
import io.verilock.vkyc.schemas.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job's jar on a Flink cluster that knows nothing of it, configured by arguments alone. The
 * cluster loses a process while a session is uploaded; the job is stopped and goes on from its
 * savepoint.
 */
@Timeout(value = 12, unit = TimeUnit.MINUTES)
final class RealClusterIT {
  private static final String BUCKET = "recordings";
  private static final int PARALLELISM = 2;
  private static final int CHUNKS = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path folder;
  private EmbeddedKafka kafka;
  private EmbeddedObjectStore objectStore;
  private FlinkProcesses flink;
  private FlinkRest rest;
  private StackAddress address;
  private byte[] clip;

  @BeforeEach
  void startAll() throws Exception {
    Path models = models();
    kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    Credentials credentials = Credentials.random();
    objectStore = EmbeddedObjectStore.start(folder.resolve("objects"), BUCKET, credentials);
    flink =
        new FlinkProcesses(
            folder, Path.of("target", "real-cluster"), Map.of("VKYC_MODELS", models.toString()));
    flink.startTaskManager("tm-1");
    flink.startTaskManager("tm-2");
    rest = new FlinkRest(flink.rest());
    address =
        new StackAddress(
            ProcessHandle.current().pid(),
            0,
            kafka.bootstrapServers(),
            objectStore.endpoint().toString(),
            BUCKET,
            credentials.accessKey(),
            credentials.secretKey(),
            flink.rest().toString(),
            "");
    clip = clip();
    await("two TaskManagers", null, () -> rest.taskManagers() == 2);
  }

  @AfterEach
  void stopAll() throws Exception {
    if (flink != null) {
      flink.close();
    }
    if (objectStore != null) {
      objectStore.close();
    }
    if (kafka != null) {
      kafka.close();
    }
  }

  @Test
  void aLostTaskManagerAndAnUpgradeLoseAndRepeatNothing() throws Exception {
    String jar = rest.upload(Path.of(System.getProperty("vkyc.job.jar")));
    String job = rest.run(jar, null, settings(), PARALLELISM, null);
    await("the job", job, () -> rest.running(job));

    String first = "session-1";
    upload(first, () -> loseTaskManager(job, first));
    awaitCompleted(job, first);
    String savepoint = stop(job);
    assertCompletedOnce(first);

    String next = rest.run(jar, null, settings(), PARALLELISM, savepoint);
    await("the job", next, () -> rest.running(next));
    String second = "session-2";
    upload(second, () -> {});
    awaitCompleted(next, second);
    stop(next);
    assertCompletedOnce(first);
    assertCompletedOnce(second);
    assertThat(read(Topics.DEAD_LETTERS, DeadLetter.class)).isEmpty();
  }

  /** Kills the process that holds the session, once what was uploaded is in a checkpoint alone. */
  private void loseTaskManager(String job, String session) throws Exception {
    await("a checkpoint after the first chunks", job, () -> chunksRead() == CHUNKS / 2);
    int subtask =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            session,
            KeyGroupRangeAssignment.computeDefaultMaxParallelism(PARALLELISM),
            PARALLELISM);
    flink.kill(rest.taskManager(job, "order-chunks", subtask));
    flink.startTaskManager("tm-3");
  }

  private void assertCompletedOnce(String session) throws Exception {
    List<VideoResult> results =
        read(Topics.RESULTS, VideoResult.class).stream()
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
    assertThat(read(Topics.WEBHOOKS, WebhookEvent.class))
        .filteredOn(event -> event.getSessionId().equals(session))
        .singleElement()
        .satisfies(event -> assertThat(event.getType()).isEqualTo("video.completed"))
        .satisfies(event -> assertThat(event.getData()).isEqualTo(result));
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(address.jobSettings());
    settings.put("vkyc.models.pack", "open");
    return settings;
  }

  /** Uploads the clip in {@link #CHUNKS} chunks, and does something after half of them. */
  private void upload(String session, Step halfway) throws IOException {
    Path file = Files.write(folder.resolve("clip.webm"), clip);
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
    await(
        "the result of " + session,
        job,
        () ->
            read(Topics.RESULTS, VideoResult.class).stream()
                .anyMatch(
                    result ->
                        result.getSessionId().equals(session)
                            && result.getStatus() == SessionStatus.completed));
  }

  /** Stops the job; all it wrote is committed then. Gives its savepoint. */
  private String stop(String job) throws Exception {
    String request = rest.beginStop(job, folder.resolve("savepoints").toUri());
    await("the savepoint", job, () -> rest.savepoint(job, request) != null);
    return rest.savepoint(job, request);
  }

  /** Chunks that the last finished checkpoint covers: the source commits its offsets then. */
  private long chunksRead() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      return admin
          .listConsumerGroupOffsets("video-analysis")
          .partitionsToOffsetAndMetadata()
          .get()
          .entrySet()
          .stream()
          .filter(entry -> entry.getKey().topic().equals(Topics.CHUNKS))
          .mapToLong(entry -> entry.getValue().offset())
          .sum();
    } catch (ExecutionException e) {
      return 0;
    }
  }

  /** Every committed record of a topic. */
  private <T extends SpecificRecord> List<T> read(String topic, Class<T> type) throws IOException {
    WireFormat<T> format = new WireFormat<>(type);
    List<T> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          records.add(format.decode(record.value()));
        }
      }
    }
    return records;
  }

  /** Waits for a condition; says which one it was, and what happened to the job, if in vain. */
  private void await(String what, String job, Condition condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(flink.dead()).as("Flink's processes that ended by themselves").isEmpty();
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "%s did not come within %s; the job's last failure: %s"
                .formatted(what, PATIENCE, job == null ? "no job" : rest.lastFailure(job)));
      }
      Thread.sleep(100);
    }
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

  /** The folder of the open pack; without it there is nothing to run the job with. */
  private static Path models() {
    Pack pack = Packs.named("open");
    PackLocator places = PackLocator.standard();
    try {
      places.locate(pack.manifest(), pack.fetcher(), FetchProgress.NONE);
      FileStatus status = places.verify(pack.manifest()).get(0);
      Path below = Path.of(status.file().file());
      Path found = status.where().orElseThrow();
      return found.getRoot().resolve(found.subpath(0, found.getNameCount() - below.getNameCount()));
    } catch (PackException e) {
      return abort("the open model pack cannot be had: " + e.getMessage());
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

  /** Something waited for. */
  private interface Condition {
    boolean holds() throws Exception;
  }
}
