package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.jobs.io.KafkaTopics;
import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.jobs.io.RawRecord;
import io.verilock.vkyc.jobs.io.WholeTopic;
import io.verilock.vkyc.jobs.settings.EndSettings;
import io.verilock.vkyc.schemas.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects the graph to Kafka. */
public final class KafkaDispatchEnds implements DispatchEnds {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaDispatchEnds.class);

  /** The settings of these ends. */
  public static final EndSettings SETTINGS = KafkaTopics.SETTINGS;

  private final KafkaTopics topics;
  private final WholeTopic endpoints;
  private final boolean development;

  /** Reads settings that were checked. */
  public KafkaDispatchEnds(Configuration settings, WebhookDispatchConfig config) {
    this.topics = new KafkaTopics(settings, WebhookDispatchJob.NAME);
    this.endpoints = topics.whole(Topics.WEBHOOK_ENDPOINTS);
    this.development = config.development();
  }

  @Override
  public DataStream<RawRecord> events(StreamExecutionEnvironment env) {
    return topics.read(env, Topics.WEBHOOKS, "read-events");
  }

  @Override
  public DataStream<RawRecord> requests(StreamExecutionEnvironment env) {
    return topics.read(env, Topics.WEBHOOK_REQUESTS, "read-requests");
  }

  @Override
  public DataStream<RawRecord> endpoints(StreamExecutionEnvironment env) {
    return topics.readAll(env, Topics.WEBHOOK_ENDPOINTS, "read-endpoints");
  }

  @Override
  public EndpointsNow endpointsNow() {
    WholeTopic topic = endpoints;
    boolean plain = development;
    return () -> changes(topic.read(), plain);
  }

  @Override
  public void write(DataStream<Outgoing> outgoing) {
    topics.write(outgoing, "write-outputs");
  }

  private static List<EndpointChange> changes(List<RawRecord> records, boolean development) {
    List<EndpointChange> changes = new ArrayList<>();
    for (RawRecord record : records) {
      try {
        changes.add(ParseEndpoints.change(record, development));
      } catch (IOException | IllegalArgumentException e) {
        // The stream of changes makes a dead letter of it.
        LOG.debug("record {} of the endpoints cannot be used", record.offset(), e);
      }
    }
    return changes;
  }
}
