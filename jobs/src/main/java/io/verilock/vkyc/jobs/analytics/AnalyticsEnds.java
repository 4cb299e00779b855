package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.jobs.io.RawRecord;
import io.verilock.vkyc.schemas.ResultRow;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What the graph is connected to: Kafka and the object store, or a test. */
public interface AnalyticsEnds {
  /** All results there are, with watermarks by the time of their records. */
  DataStream<RawRecord> results(StreamExecutionEnvironment env);

  /** Takes every record the job writes. */
  void write(DataStream<Outgoing> outgoing);

  /** Takes every row of the table. */
  void writeTable(DataStream<ResultRow> rows);
}
