package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.decision.TenantPolicies;
import io.verilock.vkyc.jobs.io.HadoopObjectStore;
import io.verilock.vkyc.jobs.io.KafkaTopics;
import io.verilock.vkyc.jobs.io.ObjectStore;
import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.jobs.io.RawRecord;
import io.verilock.vkyc.jobs.policy.PolicyJson;
import io.verilock.vkyc.jobs.settings.EndSettings;
import io.verilock.vkyc.schemas.Topics;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects the graph to Kafka and to an object store. */
public final class KafkaAnalysisEnds implements AnalysisEnds {
  /** The settings of these ends. */
  public static final EndSettings SETTINGS = KafkaTopics.SETTINGS.and(HadoopObjectStore.SETTINGS);

  private static final Logger LOG = LoggerFactory.getLogger(KafkaAnalysisEnds.class);

  private final KafkaTopics topics;
  private final ObjectStore.Opener objectStore;

  /** Reads settings that were checked. */
  public KafkaAnalysisEnds(Configuration settings) {
    topics = new KafkaTopics(settings, VideoAnalysisJob.NAME);
    objectStore = HadoopObjectStore.opener(settings);
  }

  /**
   * Tells by which policies sessions are decided from now on. Where that fails they are decided all
   * the same, and the console shows what it knew before.
   */
  public void tell(TenantPolicies policies) {
    try {
      topics.put(
          Topics.POLICIES, PolicyJson.applied(VideoAnalysisJob.NAME, policies, Instant.now()));
    } catch (IOException e) {
      LOG.warn("the console is not told of the policies: {}", e.getMessage());
    }
  }

  @Override
  public DataStream<RawRecord> sessions(StreamExecutionEnvironment env) {
    return topics.read(env, Topics.SESSIONS, "read-sessions");
  }

  @Override
  public DataStream<RawRecord> chunks(StreamExecutionEnvironment env) {
    return topics.read(env, Topics.CHUNKS, "read-chunks");
  }

  @Override
  public DataStream<RawRecord> photos(StreamExecutionEnvironment env) {
    return topics.read(env, Topics.PHOTOS, "read-photos");
  }

  @Override
  public DataStream<RawRecord> reviews(StreamExecutionEnvironment env) {
    return topics.read(env, Topics.REVIEWS, "read-reviews");
  }

  @Override
  public void write(DataStream<Outgoing> outgoing) {
    topics.write(outgoing, "write-outputs");
  }

  @Override
  public ObjectStore.Opener objectStore() {
    return objectStore;
  }
}
