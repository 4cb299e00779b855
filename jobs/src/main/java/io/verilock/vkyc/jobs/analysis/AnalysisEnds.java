package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.io.ObjectStore;
import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.jobs.io.RawRecord;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What the graph is connected to: Kafka and an object store, files, or a test. */
public interface AnalysisEnds {
  DataStream<RawRecord> sessions(StreamExecutionEnvironment env);

  DataStream<RawRecord> chunks(StreamExecutionEnvironment env);

  DataStream<RawRecord> photos(StreamExecutionEnvironment env);

  DataStream<RawRecord> reviews(StreamExecutionEnvironment env);

  /** Takes every record the job writes. */
  void write(DataStream<Outgoing> outgoing);

  /** Where recordings go, and large uploads come from. */
  ObjectStore.Opener objectStore();
}
