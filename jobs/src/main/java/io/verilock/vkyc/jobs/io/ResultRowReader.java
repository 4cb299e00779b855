package io.verilock.vkyc.jobs.io;

import io.verilock.vkyc.schemas.ResultRow;
import java.io.IOException;
import org.apache.avro.specific.SpecificData;
import org.apache.flink.connector.file.sink.compactor.RecordWiseFileCompactor;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** Reads rows of the table of results back, for small files to become a large one. */
final class ResultRowReader implements RecordWiseFileCompactor.Reader<ResultRow> {
  private final ParquetReader<ResultRow> reader;

  private ResultRowReader(ParquetReader<ResultRow> reader) {
    this.reader = reader;
  }

  static ResultRowReader open(Path path) throws IOException {
    return new ResultRowReader(
        AvroParquetReader.<ResultRow>builder(new FlinkFile(path))
            .withDataModel(SpecificData.getForClass(ResultRow.class))
            .build());
  }

  @Override
  public ResultRow read() throws IOException {
    return reader.read();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** A file of one of Flink's file systems, as Parquet asks for it. */
  private record FlinkFile(Path path) implements InputFile {
    @Override
    public long getLength() throws IOException {
      return path.getFileSystem().getFileStatus(path).getLen();
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
      FSDataInputStream in = path.getFileSystem().open(path);
      return new DelegatingSeekableInputStream(in) {
        @Override
        public long getPos() throws IOException {
          return in.getPos();
        }

        @Override
        public void seek(long position) throws IOException {
          in.seek(position);
        }
      };
    }
  }
}
