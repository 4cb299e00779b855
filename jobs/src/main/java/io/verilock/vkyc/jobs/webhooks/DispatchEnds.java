package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.jobs.io.RawRecord;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What the graph is connected to: Kafka, or a test. */
public interface DispatchEnds {
  /** Reads every endpoint there is, as of now. */
  interface EndpointsNow extends Serializable {
    List<EndpointChange> read() throws Exception;
  }

  DataStream<RawRecord> events(StreamExecutionEnvironment env);

  DataStream<RawRecord> requests(StreamExecutionEnvironment env);

  /** Endpoints and their changes, from the very first on where there is no state. */
  DataStream<RawRecord> endpoints(StreamExecutionEnvironment env);

  /** Gives all that {@link #endpoints} has given up to now, where the operator runs. */
  EndpointsNow endpointsNow();

  /** Takes every record the job writes. */
  void write(DataStream<Outgoing> outgoing);
}
