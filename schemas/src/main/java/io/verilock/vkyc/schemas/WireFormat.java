package io.verilock.vkyc.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * How one type of record stands on the wire: Avro single-object encoding (Avro specification 1.12,
 * "Single-object encoding"), so that each record names the schema it was written with. Safe for use
 * by several threads.
 */
final class WireFormat<T extends SpecificRecord> {
  private final BinaryMessageEncoder<T> encoder;
  private final BinaryMessageDecoder<T> decoder;

  /**
   * Writes {@code type} with its current schema, and reads what was written with that or with any
   * released version.
   *
   * @throws IllegalArgumentException if the type is not a generated record
   */
  WireFormat(Class<T> type) {
    SpecificData model = SpecificData.getForClass(type);
    Schema schema = model.getSchema(type);
    encoder = new BinaryMessageEncoder<>(model, schema);
    decoder = new BinaryMessageDecoder<>(model, schema);
    for (Schema released : ReleasedSchemas.of(type.getSimpleName())) {
      decoder.addSchema(released);
    }
  }

  /** The record as bytes. */
  byte[] encode(T record) {
    try {
      ByteBuffer buffer = encoder.encode(record);
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The record that the bytes hold.
   *
   * @throws IOException if they hold no record of this type, or one of an unknown schema
   */
  T decode(byte[] bytes) throws IOException {
    try {
      return decoder.decode(bytes);
    } catch (IOException
        | AvroRuntimeException
        | IndexOutOfBoundsException
        | NegativeArraySizeException e) {
      throw new IOException("not a record of the expected type: " + e, e);
    }
  }
}
