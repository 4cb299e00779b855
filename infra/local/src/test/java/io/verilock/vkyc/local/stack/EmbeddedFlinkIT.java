package io.verilock.vkyc.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.io.KafkaTopics;
import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.schemas.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedFlinkIT {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void recordsAreCountedOnceThroughAFailureAndARestart() throws Exception {
    Path flinkFolder = folder.resolve("flink");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
      String brokers = kafka.bootstrapServers();
      long sent = 0;
      try (EmbeddedFlink flink = EmbeddedFlink.start(flinkFolder, 1)) {
        JobID job = flink.run("count", 1, env -> draw(env, brokers));
        await(() -> running(flink, job));
        assertThat(flink.failure(job)).isEmpty();
        assertThat(page(flink)).contains("\"count\"");
        // More records until the job has failed once: it does so after its first checkpoint.
        while (!CountOnce.FAILED.get()) {
          send(brokers, 100);
          sent += 100;
          Thread.sleep(100);
        }
        send(brokers, 100);
        sent += 100;
        long expected = sent;
        await(() -> counted(brokers).size() >= expected);
        assertThat(flink.failure(job))
            .hasValueSatisfying(failure -> assertThat(failure).contains("on purpose"));
      }
      try (EmbeddedFlink flink = EmbeddedFlink.start(flinkFolder, 1)) {
        flink.run("count", 1, env -> draw(env, brokers));
        send(brokers, 50);
        sent += 50;
        long expected = sent;
        await(() -> counted(brokers).size() >= expected);
        await(() -> checkpoints(flinkFolder) == 1);
      }
      assertThat(counted(brokers))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, sent).boxed().toList());
    }
  }

  private static void draw(
      org.apache.flink.streaming.api.environment.StreamExecutionEnvironment env, String brokers) {
    KafkaTopics topics =
        new KafkaTopics(
            Configuration.fromMap(Map.of(KafkaTopics.BOOTSTRAP_SERVERS.key(), brokers)), "count");
    var counted =
        topics
            .read(env, Topics.SESSIONS, "read")
            .keyBy(record -> 0)
            .process(new CountOnce())
            .returns(TypeInformation.of(Outgoing.class))
            .uid("count")
            .name("count");
    topics.write(counted, "write");
  }

  private static List<Long> counted(String brokers) {
    return TopicContents.of(brokers, Topics.RESULTS).stream()
        .map(record -> Long.valueOf(record.key()))
        .sorted()
        .toList();
  }

  private static void send(String brokers, int records) {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < records; i++) {
        var unused = producer.send(new ProducerRecord<>(Topics.SESSIONS, "key" + i, new byte[1]));
      }
    }
  }

  private static String page(EmbeddedFlink flink) throws Exception {
    URI jobs = flink.webPage().resolve("/jobs/overview");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(jobs).build(), BodyHandlers.ofString())
        .body();
  }

  /** Checkpoints on disk: those of earlier runs go once they are not needed. */
  private static long checkpoints(Path folder) {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(path -> path.endsWith("_metadata")).count();
    } catch (java.io.IOException | java.io.UncheckedIOException e) {
      return -1; // a folder went away while it was looked at
    }
  }

  private static boolean running(EmbeddedFlink flink, JobID job) {
    try {
      return flink.running(job);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for " + LONGEST).isLessThan(deadline);
      Thread.sleep(100);
    }
  }
}
