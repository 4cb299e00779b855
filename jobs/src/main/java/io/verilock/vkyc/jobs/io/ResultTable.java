package io.verilock.vkyc.jobs.io;

import io.verilock.vkyc.schemas.ResultRow;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.avro.specific.SpecificData;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.compactor.FileCompactStrategy;
import org.apache.flink.connector.file.sink.compactor.RecordWiseFileCompactor;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.formats.parquet.ParquetWriterFactory;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/**
 * The table of results: Parquet files in a folder for each day, {@code day=2026-11-23}, UTC, of the
 * rows' {@code analysed_at}.
 *
 * <p>Files become visible at a checkpoint, each row in one of them, after a failure too. Of the
 * rows of a session that with the highest version counts.
 */
public final class ResultTable {
  private static final long LARGEST_FILE = 128 << 20;

  private ResultTable() {}

  /**
   * Writes rows.
   *
   * @param path of the table, in a file system of Flink's
   * @param checkpointsPerFile checkpoints whose rows make one file
   * @param uid of the sink
   */
  public static void write(
      DataStream<ResultRow> rows, String path, int checkpointsPerFile, String uid) {
    FileSink<ResultRow> sink =
        FileSink.forBulkFormat(new Path(path), new ParquetWriterFactory<>(ResultTable::writer))
            .withBucketAssigner(new ByDay())
            .withRollingPolicy(OnCheckpointRollingPolicy.build())
            .withOutputFileConfig(
                OutputFileConfig.builder()
                    .withPartPrefix("results")
                    .withPartSuffix(".parquet")
                    .build())
            .enableCompact(
                FileCompactStrategy.Builder.newBuilder()
                    .enableCompactionOnCheckpoint(checkpointsPerFile)
                    .setSizeThreshold(LARGEST_FILE)
                    .build(),
                new RecordWiseFileCompactor<>(ResultRowReader::open))
            .build();
    rows.sinkTo(sink).uid(uid).name(uid);
  }

  private static ParquetWriter<ResultRow> writer(OutputFile file) throws IOException {
    return AvroParquetWriter.<ResultRow>builder(file)
        .withSchema(ResultRow.getClassSchema())
        .withDataModel(SpecificData.getForClass(ResultRow.class))
        .withCompressionCodec(CompressionCodecName.ZSTD)
        // Lists as the format's specification has them, and as other programs read them.
        .config(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, "false")
        .build();
  }

  /** A folder for each day. */
  private static final class ByDay implements BucketAssigner<ResultRow, String> {
    private static final long serialVersionUID = 1;

    @Override
    public String getBucketId(ResultRow row, Context context) {
      return "day=" + LocalDate.ofInstant(row.getAnalysedAt(), ZoneOffset.UTC);
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
      return SimpleVersionedStringSerializer.INSTANCE;
    }
  }
}
