package io.verilock.vkyc.sql;

import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.formats.avro.AvroToRowDataConverters;
import org.apache.flink.formats.avro.AvroToRowDataConverters.AvroToRowDataConverter;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.utils.LogicalTypeDuplicator;

/** Records of one type as rows of a table that has some of their fields. */
final class RecordRows implements DeserializationSchema<RowData> {
  private static final long serialVersionUID = 1;

  private final WrittenSchemas written;
  private final RowType row;
  private final TypeInformation<RowData> type;
  private transient BinaryMessageDecoder<GenericRecord> decoder;
  private transient AvroToRowDataConverter converter;

  /**
   * Reads records of {@code written} as {@code row}s.
   *
   * @throws org.apache.flink.table.api.ValidationException if the records have no such columns
   */
  RecordRows(WrittenSchemas written, RowType row, TypeInformation<RowData> type) {
    ColumnSchema.of(written.current(), row);
    this.written = written;
    this.row = row;
    this.type = type;
  }

  @Override
  public void open(InitializationContext context) {
    decoder =
        new BinaryMessageDecoder<>(GenericData.get(), ColumnSchema.of(written.current(), row));
    written.released().forEach(decoder::addSchema);
    decoder.addSchema(written.current());
    converter =
        AvroToRowDataConverters.createRowConverter((RowType) row.accept(new WithoutZones()), true);
  }

  /** The record as a row; null for a tombstone, which is no row. */
  @Override
  public RowData deserialize(byte[] bytes) throws IOException {
    if (bytes == null) {
      return null;
    }
    try {
      return (RowData) converter.convert(decoder.decode(bytes));
    } catch (IOException
        | AvroRuntimeException
        | IndexOutOfBoundsException
        | NegativeArraySizeException e) {
      throw new UnreadableRecordException(
          "%d bytes cannot be read as a %s: %s"
              .formatted(bytes.length, written.current().getName(), e),
          e);
    }
  }

  @Override
  public boolean isEndOfStream(RowData next) {
    return false;
  }

  @Override
  public TypeInformation<RowData> getProducedType() {
    return type;
  }

  /**
   * Flink's converter forgets in nested rows that timestamps have a time zone, and refuses them. It
   * makes the same of both kinds.
   */
  private static final class WithoutZones extends LogicalTypeDuplicator {
    @Override
    public LogicalType visit(LocalZonedTimestampType type) {
      return new TimestampType(type.isNullable(), type.getPrecision());
    }
  }
}
