package io.verilock.vkyc.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.io.KafkaTopics;
import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.servers.EmbeddedKafka;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.SharedBroker;
import io.verilock.vkyc.testing.TopicContents;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
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
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedBroker.class)
class EmbeddedFlinkIT {
  @TempDir Path folder;

  @Test
  void recordsAreCountedOnceThroughAFailureAndARestart(EmbeddedKafka kafka) throws Exception {
    Path flinkFolder = folder.resolve("flink");
    String brokers = kafka.bootstrapServers();
    long sent = 0;
    try (EmbeddedFlink flink = EmbeddedFlink.start(flinkFolder, 1)) {
      JobID job = flink.run("count", 1, env -> draw(env, brokers));
      Await.until("the job", () -> running(flink, job));
      assertThat(flink.failure(job)).isEmpty();
      assertThat(page(flink)).contains("\"count\"");
      // More records until the job has failed once: it does so after its first checkpoint.
      AtomicLong more = new AtomicLong();
      Await.until(
          "a failure",
          () -> {
            send(brokers, 100);
            more.addAndGet(100);
            return CountOnce.FAILED.get();
          });
      sent += more.get();
      send(brokers, 100);
      sent += 100;
      long expected = sent;
      Await.until("the job", () -> counted(brokers).size() >= expected);
      assertThat(flink.failure(job))
          .hasValueSatisfying(failure -> assertThat(failure).contains("on purpose"));
    }
    try (EmbeddedFlink flink = EmbeddedFlink.start(flinkFolder, 1)) {
      flink.run("count", 1, env -> draw(env, brokers));
      send(brokers, 50);
      sent += 50;
      long expected = sent;
      Await.until("the job", () -> counted(brokers).size() >= expected);
      Await.until("the job", () -> checkpoints(flinkFolder) == 1);
    }
    assertThat(counted(brokers))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, sent).boxed().toList());
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

  private static List<Long> counted(String brokers) throws IOException {
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
        var unused =
            producer.send(new ProducerRecord<>(Topics.SESSIONS.name(), "key" + i, new byte[1]));
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
}
