package io.verilock.vkyc.bench;

import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.servers.EmbeddedKafka;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What a broker keeps of the name of a transaction that is over. Flink's sink takes a new name for
 * each checkpoint, and a broker forgets it after {@code transactional.id.expiration.ms}.
 */
final class TransactionNamesBench {
  private static final double KIBI = 1 << 10;

  private TransactionNamesBench() {}

  static List<Figure> measure(BenchRun run) throws Exception {
    int names = run.either(3_000, 1_000);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(run.folder())) {
      run.says().accept("warming up");
      transactions(kafka, "warm-up", names / 10);
      long before = heap();
      run.says().accept("%d transactions".formatted(names));
      transactions(kafka, "named", names);
      return List.of(
          Figure.plain(
              "transaction_name",
              "KiB of the broker's heap for each transaction's name",
              List.of((heap() - before) / KIBI / names),
              List.of()));
    }
  }

  private static void transactions(EmbeddedKafka kafka, String prefix, int count) {
    for (int i = 0; i < count; i++) {
      try (KafkaProducer<String, byte[]> producer =
          new KafkaProducer<>(
              Map.of(
                  ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                  kafka.bootstrapServers(),
                  ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                  "video-analysis-write-outputs-%s-0-%d".formatted(prefix, i)),
              new StringSerializer(),
              new ByteArraySerializer())) {
        producer.initTransactions();
        producer.beginTransaction();
        var unused =
            producer.send(new ProducerRecord<>(Topics.RESULTS.name(), "session", new byte[1]));
        producer.commitTransaction();
      }
    }
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
