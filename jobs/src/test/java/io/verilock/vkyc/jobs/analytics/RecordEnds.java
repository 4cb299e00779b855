package io.verilock.vkyc.jobs.analytics;

import io.verilock.vkyc.jobs.FailOnce;
import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.jobs.io.RawRecord;
import io.verilock.vkyc.schemas.ResultRow;
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
 * Connects the graph to a list of records, each at its place in the list as offset, which can be
 * made to fail on the way.
 */
final class RecordEnds implements AnalyticsEnds {
  private final List<RawRecord> records;
  private final FailOnce failure;
  private CloseableIterator<Outgoing> outgoing;
  private CloseableIterator<ResultRow> rows;

  RecordEnds(List<RawRecord> records, FailOnce failure) {
    this.records = records;
    this.failure = failure;
  }

  @Override
  public DataStream<RawRecord> results(StreamExecutionEnvironment env) {
    String topic = records.get(0).topic();
    byte[][] values = records.stream().map(RawRecord::value).toArray(byte[][]::new);
    long[] times = records.stream().mapToLong(RawRecord::timestampMillis).toArray();
    GeneratorFunction<Long, RawRecord> record =
        index -> {
          int i = index.intValue();
          return new RawRecord(topic, 0, i, times[i], null, values[i]);
        };
    var source =
        new DataGeneratorSource<>(
            record,
            values.length,
            failure == null
                ? RateLimiterStrategy.noOp()
                : RateLimiterStrategy.perCheckpoint(values.length / 4),
            TypeInformation.of(RawRecord.class));
    DataStream<RawRecord> read =
        env.fromSource(
                source,
                WatermarkStrategy.<RawRecord>forMonotonousTimestamps()
                    .withTimestampAssigner((raw, any) -> raw.timestampMillis()),
                "read-results")
            .uid("read-results")
            .setParallelism(1);
    return failure == null ? read : read.map(failure).uid("fail-once").name("fail-once");
  }

  @Override
  public void write(DataStream<Outgoing> records) {
    outgoing = records.collectAsync();
  }

  @Override
  public void writeTable(DataStream<ResultRow> made) {
    rows = made.collectAsync();
  }

  /** Everything the job wrote, once it has ended. */
  List<Outgoing> written() throws Exception {
    return all(outgoing);
  }

  /** Every row, once the job has ended. */
  List<ResultRow> rows() throws Exception {
    return all(rows);
  }

  private static <T> List<T> all(CloseableIterator<T> records) throws Exception {
    List<T> all = new ArrayList<>();
    try (records) {
      records.forEachRemaining(all::add);
    }
    return all;
  }
}
