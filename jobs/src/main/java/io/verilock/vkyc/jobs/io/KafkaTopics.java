package io.verilock.vkyc.jobs.io;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.verilock.vkyc.jobs.settings.EndSettings;
import io.verilock.vkyc.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reads and writes Kafka topics as the settings say. */
public final class KafkaTopics {
  public static final ConfigOption<String> BOOTSTRAP_SERVERS =
      key("vkyc.kafka.bootstrap-servers")
          .stringType()
          .noDefaultValue()
          .withDescription("Kafka brokers, host:port, comma separated.");
  static final ConfigOption<String> GROUP_ID =
      key("vkyc.kafka.group-id")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Consumer group whose committed offsets a start without a savepoint goes on from."
                  + " The job's name is video-analysis, webhook-dispatch or score-analytics; the"
                  + " last then starts from the first result, so as to count all of them.");
  public static final ConfigOption<DeliveryGuarantee> DELIVERY_GUARANTEE =
      key("vkyc.delivery-guarantee")
          .enumType(DeliveryGuarantee.class)
          .defaultValue(DeliveryGuarantee.EXACTLY_ONCE)
          .withDescription(
              "exactly-once: Kafka transactions, visible to read_committed readers at the next"
                  + " checkpoint. at-least-once: visible at once, repeats possible after a failure.");

  /** Passed on to the Kafka clients without this prefix, such as security.protocol. */
  public static final String PREFIX = "vkyc.kafka.properties.";

  /** The settings of Kafka, which every job has. */
  public static final EndSettings SETTINGS =
      new EndSettings(
          List.of(BOOTSTRAP_SERVERS, GROUP_ID, DELIVERY_GUARANTEE),
          List.of(BOOTSTRAP_SERVERS),
          List.of(PREFIX));

  /** Brokers refuse transactions longer than 15 minutes by default. */
  private static final int TRANSACTION_TIMEOUT_MILLIS = 15 * 60 * 1000;

  /** With a record that is put. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How far out of order records of one partition may stand, by their times. */
  private static final Duration DISORDER = Duration.ofMinutes(1);

  /** A partition that is silent for so long holds no watermark back. */
  private static final Duration IDLE = Duration.ofMinutes(1);

  private final String job;
  private final String bootstrapServers;
  private final String groupId;
  private final DeliveryGuarantee guarantee;
  private final Properties properties = new Properties();

  /**
   * Reads settings that were checked.
   *
   * @param job the job's name: ids of its transactions start with it
   */
  public KafkaTopics(Configuration settings, String job) {
    this.job = job;
    bootstrapServers = settings.get(BOOTSTRAP_SERVERS);
    groupId = settings.getOptional(GROUP_ID).orElse(job);
    guarantee = settings.get(DELIVERY_GUARANTEE);
    properties.putAll(Settings.under(settings, PREFIX));
  }

  /** The records of a topic, from where the consumer group left off. */
  @SuppressWarnings("deprecation") // the connector offers this strategy in no other type yet
  public DataStream<RawRecord> read(StreamExecutionEnvironment env, Topic<?> topic, String uid) {
    return read(env, topic, uid, OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST));
  }

  /** The records of a topic, from the first on. */
  public DataStream<RawRecord> readAll(StreamExecutionEnvironment env, Topic<?> topic, String uid) {
    return read(env, topic, uid, OffsetsInitializer.earliest());
  }

  /**
   * The records of a topic, from the first on, with watermarks: each partition has its own, so that
   * a backlog read out of step makes nothing late.
   */
  public DataStream<RawRecord> readAllInTime(
      StreamExecutionEnvironment env, Topic<?> topic, String uid) {
    var source = source(topic).setStartingOffsets(OffsetsInitializer.earliest()).build();
    return env.fromSource(source, byRecordTime(), uid).uid(uid).name(uid);
  }

  /** The records of a topic that are there when the job starts, in their time. */
  public DataStream<RawRecord> readUpToNow(
      StreamExecutionEnvironment env, Topic<?> topic, String uid) {
    var source =
        source(topic)
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setBounded(OffsetsInitializer.latest())
            .build();
    return env.fromSource(source, byRecordTime(), uid).uid(uid).name(uid);
  }

  /** A topic to be read whole where an operator runs. */
  public WholeTopic whole(Topic<?> topic) {
    Properties consumer = new Properties();
    consumer.putAll(properties);
    consumer.setProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    consumer.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumer.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    return new WholeTopic(consumer, topic.name());
  }

  /**
   * Writes a record where the job is started, and waits until Kafka has it.
   *
   * @throws IOException if Kafka does not take it
   */
  public <T extends SpecificRecord> void put(Topic<T> topic, T record) throws IOException {
    Map<String, Object> producer = new HashMap<>();
    properties.forEach((name, value) -> producer.put((String) name, value));
    producer.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) PATIENCE.toMillis());
    producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    producer.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    try (KafkaProducer<String, byte[]> kafka =
        new KafkaProducer<>(producer, new StringSerializer(), new ByteArraySerializer())) {
      kafka.send(new ProducerRecord<>(topic.name(), topic.key(record), topic.encode(record))).get();
    } catch (ExecutionException | KafkaException e) {
      throw new IOException("%s took no record: %s".formatted(topic.name(), e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private DataStream<RawRecord> read(
      StreamExecutionEnvironment env, Topic<?> topic, String uid, OffsetsInitializer start) {
    var source = source(topic).setStartingOffsets(start).build();
    return env.fromSource(source, WatermarkStrategy.noWatermarks(), uid).uid(uid).name(uid);
  }

  private KafkaSourceBuilder<RawRecord> source(Topic<?> topic) {
    return KafkaSource.<RawRecord>builder()
        .setBootstrapServers(bootstrapServers)
        .setTopics(topic.name())
        .setGroupId(groupId)
        .setProperties(properties)
        .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
        .setDeserializer(new RawRecordDeserializer());
  }

  /** Watermarks by the records' own times: those in the records are what clients say. */
  private static WatermarkStrategy<RawRecord> byRecordTime() {
    return WatermarkStrategy.<RawRecord>forBoundedOutOfOrderness(DISORDER)
        .withTimestampAssigner((record, timestamp) -> record.timestampMillis())
        .withIdleness(IDLE);
  }

  /** Writes records to the topics they name. */
  public void write(DataStream<Outgoing> records, String uid) {
    var sink =
        KafkaSink.<Outgoing>builder()
            .setBootstrapServers(bootstrapServers)
            .setKafkaProducerConfig(properties)
            .setProperty(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Integer.toString(TRANSACTION_TIMEOUT_MILLIS))
            .setDeliveryGuarantee(guarantee)
            .setTransactionalIdPrefix(job + "-" + uid)
            .setRecordSerializer(new OutgoingSerializer())
            .build();
    records.sinkTo(sink).uid(uid).name(uid);
  }
}
