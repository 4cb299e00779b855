package io.verilock.vkyc.local.batch;

import io.verilock.vkyc.client.upload.SessionFiles;
import io.verilock.vkyc.jobs.analysis.AnalysisEnds;
import io.verilock.vkyc.jobs.io.NoObjectStore;
import io.verilock.vkyc.jobs.io.ObjectStore;
import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.jobs.io.RawRecord;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/** Connects the graph to files; what it writes can be iterated over while it runs. */
final class FileEnds implements AnalysisEnds {
  private final SingleOutputStreamOperator<RawRecord> read;
  private CloseableIterator<Outgoing> written;

  FileEnds(StreamExecutionEnvironment env, List<SessionFiles> sessions) {
    read =
        env.fromSource(
                new NumberSequenceSource(0, sessions.size() - 1L),
                WatermarkStrategy.noWatermarks(),
                "list-sessions")
            .uid("list-sessions")
            .process(new ReadSession(sessions))
            .returns(TypeInformation.of(RawRecord.class))
            .uid(ReadSession.UID)
            .name(ReadSession.UID);
  }

  @Override
  public DataStream<RawRecord> sessions(StreamExecutionEnvironment env) {
    return read;
  }

  @Override
  public DataStream<RawRecord> chunks(StreamExecutionEnvironment env) {
    return read.getSideOutput(ReadSession.CHUNKS);
  }

  @Override
  public DataStream<RawRecord> photos(StreamExecutionEnvironment env) {
    return read.getSideOutput(ReadSession.PHOTOS);
  }

  @Override
  public DataStream<RawRecord> reviews(StreamExecutionEnvironment env) {
    // A bounded run has nobody to review it.
    return read.filter(record -> false).uid("no-reviews").name("no-reviews");
  }

  @Override
  public void write(DataStream<Outgoing> outgoing) {
    written = outgoing.collectAsync();
  }

  @Override
  public ObjectStore.Opener objectStore() {
    return NoObjectStore.OPENER;
  }

  /** What the job writes, until it ends. */
  CloseableIterator<Outgoing> written() {
    return written;
  }
}
