package io.verilock.vkyc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.Review;
import io.verilock.vkyc.schemas.Topic;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordRowsTest {
  private static final int RECORDS = 20;

  static List<Topic<?>> topics() {
    return Topics.ALL;
  }

  @ParameterizedTest
  @MethodSource("topics")
  void everyFieldOfARecordComesThrough(Topic<?> topic) throws Exception {
    Schema schema = SpecificData.get().getSchema(topic.type());
    RowType row = (RowType) ColumnSchema.typeOf(schema);
    RecordRows rows = rows(schema.getName(), row);

    for (Object random : new RandomData(schema, RECORDS, 7)) {
      byte[] bytes = asTheJobsWrite(topic, (GenericRecord) random);

      assertThat(plain(rows.deserialize(bytes), row)).isEqualTo(plain(random));
    }
  }

  @ParameterizedTest
  @MethodSource("topics")
  void everyReleasedVersionIsKnown(Topic<?> topic) {
    Schema schema = SpecificData.get().getSchema(topic.type());

    assertThat(WrittenSchemas.of(schema.getName()).released()).contains(schema);
  }

  @Test
  void aRecordOfAnOlderVersionIsRead() throws Exception {
    Schema current = DeadLetter.getClassSchema();
    Schema older =
        SchemaBuilder.record(current.getName())
            .namespace(current.getNamespace())
            .fields()
            .requiredLong("offset")
            .requiredString("removed")
            .requiredString("reason")
            .requiredInt("partition")
            .requiredString("code")
            .requiredString("topic")
            .requiredString("operator")
            .endRecord();
    GenericRecord record = (GenericRecord) new RandomData(older, 1, 5).iterator().next();
    byte[] bytes = encoded(record);
    RowType row = (RowType) ColumnSchema.typeOf(current);

    assertThatThrownBy(() -> opened(new WrittenSchemas(current, List.of()), row).deserialize(bytes))
        .isInstanceOf(UnreadableRecordException.class);
    RowData read = opened(new WrittenSchemas(current, List.of(older)), row).deserialize(bytes);
    assertThat(read.getLong(row.getFieldIndex("offset"))).isEqualTo(record.get("offset"));
    assertThat(read.getString(row.getFieldIndex("code"))).hasToString(text(record.get("code")));
    assertThat(read.isNullAt(row.getFieldIndex("session_id"))).isTrue();
  }

  @Test
  void aTableMayHaveSomeFieldsInAnyOrder() throws Exception {
    Schema schema = VideoResult.getClassSchema();
    LogicalType status =
        RowType.of(new LogicalType[] {VarCharType.STRING_TYPE}, new String[] {"status"});
    RowType some =
        RowType.of(
            new LogicalType[] {new ArrayType(status), VarCharType.STRING_TYPE},
            new String[] {"checks", "session_id"});
    GenericRecord random = (GenericRecord) new RandomData(schema, 1, 3).iterator().next();

    RowData row = rows("VideoResult", some).deserialize(asTheJobsWrite(Topics.RESULTS, random));

    assertThat(row.getArity()).isEqualTo(2);
    assertThat(row.getString(1)).hasToString(text(random.get("session_id")));
    List<?> checks = (List<?>) random.get("checks");
    assertThat(row.getArray(0).size()).isEqualTo(checks.size()).isPositive();
    assertThat(row.getArray(0).getRow(0, 1).getString(0))
        .hasToString(text(((GenericRecord) checks.get(0)).get("status")));
  }

  @Test
  void aTombstoneIsNoRow() throws Exception {
    assertThat(rows("DeadLetter", typeOf("DeadLetter")).deserialize(null)).isNull();
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void whatIsNoSuchRecordIsRefusedWithItsType(String is, byte[] bytes) throws Exception {
    RecordRows rows = rows("DeadLetter", typeOf("DeadLetter"));

    assertThatThrownBy(() -> rows.deserialize(bytes))
        .as(is)
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageStartingWith(bytes.length + " bytes cannot be read as a DeadLetter: ");
  }

  static Stream<Arguments> unreadable() throws IOException {
    Schema schema = DeadLetter.getClassSchema();
    byte[] whole = encoded((GenericRecord) new RandomData(schema, 1, 1).iterator().next());
    GenericRecord other =
        (GenericRecord) new RandomData(Review.getClassSchema(), 1, 1).iterator().next();
    byte[] negative = Arrays.copyOf(whole, 11);
    negative[10] = 1;
    return Stream.of(
        Arguments.of("nothing", new byte[0]),
        Arguments.of("text", "{\"operator\": \"x\"}".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("a header", Arrays.copyOf(whole, 10)),
        Arguments.of("the start of a record", Arrays.copyOf(whole, whole.length - 1)),
        Arguments.of("a text of negative length", negative),
        Arguments.of("a record of another type", encoded(other)));
  }

  @Test
  void aColumnThatTheRecordLacksIsRefusedWithThoseItHas() {
    RowType wrong = RowType.of(new LogicalType[] {new IntType()}, new String[] {"score"});

    assertThatThrownBy(() -> rows("DeadLetter", wrong))
        .isInstanceOf(ValidationException.class)
        .hasMessage(
            "DeadLetter has no field 'score'; it has operator, topic, partition, offset,"
                + " session_id, code, reason");
  }

  @Test
  void aColumnOfAnotherTypeIsRefusedWithBoth() {
    RowType wrong = RowType.of(new LogicalType[] {new IntType()}, new String[] {"offset"});
    RowType notNull =
        RowType.of(
            new LogicalType[] {VarCharType.STRING_TYPE.copy(false)}, new String[] {"session_id"});

    assertThatThrownBy(() -> rows("DeadLetter", wrong))
        .hasMessage("DeadLetter.offset is BIGINT NOT NULL and cannot be read as INT");
    assertThatThrownBy(() -> rows("DeadLetter", notNull))
        .hasMessage("DeadLetter.session_id is STRING and cannot be read as STRING NOT NULL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Result", "Topics", "io.verilock.vkyc.schemas.DeadLetter", "Outcome"})
  void anUnknownTypeIsRefused(String record) {
    assertThatThrownBy(() -> WrittenSchemas.of(record))
        .isInstanceOf(ValidationException.class)
        .hasMessageStartingWith("there is no type of record '" + record + "'");
  }

  private static RowType typeOf(String record) {
    return (RowType) ColumnSchema.typeOf(WrittenSchemas.of(record).current());
  }

  private static RecordRows rows(String record, RowType row) throws Exception {
    return opened(WrittenSchemas.of(record), row);
  }

  /** As a task gets them. */
  private static RecordRows opened(WrittenSchemas written, RowType row) throws Exception {
    RecordRows rows = new RecordRows(written, row, InternalTypeInfo.of(row));
    RecordRows arrived = InstantiationUtil.clone(rows);
    arrived.open(null);
    return arrived;
  }

  private static <T extends SpecificRecord> byte[] asTheJobsWrite(
      Topic<T> topic, GenericRecord record) throws IOException {
    return topic.encode(topic.decode(encoded(record)));
  }

  private static byte[] encoded(GenericRecord record) throws IOException {
    ByteBuffer buffer =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), record.getSchema())
            .encode(record);
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static String text(Object avro) {
    return avro.toString();
  }

  /** A value of Avro in plain Java. */
  private static Object plain(Object avro) {
    if (avro instanceof GenericRecord record) {
      return record.getSchema().getFields().stream()
          .map(field -> plain(record.get(field.pos())))
          .toList();
    }
    if (avro instanceof List<?> list) {
      return list.stream().map(RecordRowsTest::plain).toList();
    }
    if (avro instanceof Map<?, ?> map) {
      Map<Object, Object> entries = new HashMap<>();
      map.forEach((key, value) -> entries.put(text(key), plain(value)));
      return entries;
    }
    return avro instanceof ByteBuffer buffer ? bytes(buffer) : String.valueOf(avro);
  }

  private static List<Byte> bytes(ByteBuffer buffer) {
    List<Byte> bytes = new ArrayList<>();
    for (int i = buffer.position(); i < buffer.limit(); i++) {
      bytes.add(buffer.get(i));
    }
    return bytes;
  }

  /** A value of Flink's in plain Java. */
  private static Object plain(Object value, LogicalType type) {
    if (value instanceof RowData row) {
      List<Object> fields = new ArrayList<>();
      for (int i = 0; i < row.getArity(); i++) {
        LogicalType field = ((RowType) type).getTypeAt(i);
        fields.add(plain(RowData.createFieldGetter(field, i).getFieldOrNull(row), field));
      }
      return fields;
    }
    if (value instanceof ArrayData array) {
      return plain(array, ((ArrayType) type).getElementType());
    }
    if (value instanceof MapData map) {
      List<Object> keys = plain(map.keyArray(), VarCharType.STRING_TYPE);
      List<Object> values = plain(map.valueArray(), ((MapType) type).getValueType());
      Map<Object, Object> entries = new HashMap<>();
      for (int i = 0; i < keys.size(); i++) {
        entries.put(keys.get(i), values.get(i));
      }
      return entries;
    }
    if (value instanceof byte[] bytes) {
      return bytes(ByteBuffer.wrap(bytes));
    }
    return value instanceof TimestampData time
        ? String.valueOf(time.getMillisecond())
        : String.valueOf(value);
  }

  private static List<Object> plain(ArrayData array, LogicalType element) {
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      elements.add(
          plain(ArrayData.createElementGetter(element).getElementOrNull(array, i), element));
    }
    return elements;
  }
}
