package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.FailOnce;
import io.verilock.vkyc.jobs.io.ObjectStore;
import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.jobs.io.RawRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * Connects the graph to lists. Chunks can be made to wait for checkpoints, and to fail on the way.
 */
final class ListEnds implements AnalysisEnds {
  /** A generator of no records gives one all the same. */
  private static final String NOTHING = "nothing";

  private final SessionInputs inputs;
  private final ObjectStore.Opener store;
  private final int chunksPerCheckpoint;
  private final FailOnce failure;
  private CloseableIterator<Outgoing> outgoing;

  ListEnds(
      SessionInputs inputs, ObjectStore.Opener store, int chunksPerCheckpoint, FailOnce failure) {
    this.inputs = inputs;
    this.store = store;
    this.chunksPerCheckpoint = chunksPerCheckpoint;
    this.failure = failure;
  }

  @Override
  public DataStream<RawRecord> sessions(StreamExecutionEnvironment env) {
    return read(env, inputs.sessions, "read-sessions", Integer.MAX_VALUE);
  }

  @Override
  public DataStream<RawRecord> chunks(StreamExecutionEnvironment env) {
    DataStream<RawRecord> chunks = read(env, inputs.chunks, "read-chunks", chunksPerCheckpoint);
    return failure == null ? chunks : chunks.map(failure).uid("fail-once").name("fail-once");
  }

  @Override
  public DataStream<RawRecord> photos(StreamExecutionEnvironment env) {
    return read(env, inputs.photos, "read-photos", Integer.MAX_VALUE);
  }

  @Override
  public DataStream<RawRecord> reviews(StreamExecutionEnvironment env) {
    return read(env, inputs.reviews, "read-reviews", Integer.MAX_VALUE);
  }

  @Override
  public void write(DataStream<Outgoing> records) {
    outgoing = records.collectAsync();
  }

  @Override
  public ObjectStore.Opener objectStore() {
    return store;
  }

  /** Everything the job wrote, once it has ended. */
  List<Outgoing> written() throws Exception {
    List<Outgoing> all = new ArrayList<>();
    try (CloseableIterator<Outgoing> records = outgoing) {
      records.forEachRemaining(all::add);
    }
    return all;
  }

  private static DataStream<RawRecord> read(
      StreamExecutionEnvironment env, List<RawRecord> records, String uid, int perCheckpoint) {
    String topic = records.isEmpty() ? NOTHING : records.get(0).topic();
    byte[][] values = records.stream().map(RawRecord::value).toArray(byte[][]::new);
    long[] offsets = records.stream().mapToLong(RawRecord::offset).toArray();
    GeneratorFunction<Long, RawRecord> record =
        index -> {
          if (values.length == 0) {
            return new RawRecord(topic, 0, 0, 0, null, null);
          }
          long offset = offsets[index.intValue()];
          return new RawRecord(topic, 0, offset, 1_000 + offset, null, values[index.intValue()]);
        };
    var source =
        new DataGeneratorSource<>(
            record,
            Math.max(1, values.length),
            perCheckpoint == Integer.MAX_VALUE
                ? RateLimiterStrategy.noOp()
                : RateLimiterStrategy.perCheckpoint(perCheckpoint),
            TypeInformation.of(RawRecord.class));
    return env.fromSource(source, WatermarkStrategy.noWatermarks(), uid)
        .uid(uid)
        .setParallelism(1)
        .filter(raw -> !raw.topic().equals(NOTHING))
        .uid(uid + "-any");
  }
}
