package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.jobs.io.KafkaTopics;
import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.jobs.io.RawRecord;
import io.verilock.vkyc.jobs.io.ResultTable;
import io.verilock.vkyc.jobs.settings.EndSettings;
import io.verilock.vkyc.schemas.ResultRow;
import io.verilock.vkyc.schemas.Topics;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Connects the graph to Kafka and the object store. */
public final class KafkaAnalyticsEnds implements AnalyticsEnds {
  /** With a checkpoint a second, rows are in the table after a minute. */
  private static final int CHECKPOINTS_PER_FILE = 60;

  /** The settings of these ends. */
  public static final EndSettings SETTINGS = KafkaTopics.SETTINGS;

  private final KafkaTopics topics;
  private final ScoreAnalyticsConfig config;

  /** Reads settings that were checked. */
  public KafkaAnalyticsEnds(Configuration settings, ScoreAnalyticsConfig config) {
    this.topics = new KafkaTopics(settings, ScoreAnalyticsJob.NAME);
    this.config = config;
  }

  @Override
  public DataStream<RawRecord> results(StreamExecutionEnvironment env) {
    return config.backfill()
        ? topics.readUpToNow(env, Topics.RESULTS, "read-results")
        : topics.readAllInTime(env, Topics.RESULTS, "read-results");
  }

  @Override
  public void write(DataStream<Outgoing> outgoing) {
    topics.write(outgoing, "write-outputs");
  }

  @Override
  public void writeTable(DataStream<ResultRow> rows) {
    if (config.table() != null) {
      ResultTable.write(rows, config.table(), CHECKPOINTS_PER_FILE, "write-table");
    }
  }
}
