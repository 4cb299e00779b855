package io.verilock.vkyc.jobs.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class SealedTypeTest {
  private static final List<Shape> SHAPES =
      List.of(new Circle("c", 2), new Square("s", null), new Square("t", 3.5f));

  /** What is to be carried. */
  @TypeInfo(SealedTypeFactory.class)
  public sealed interface Shape permits Circle, Square {}

  /** One case. */
  public record Circle(String name, int radius) implements Shape {}

  /** Another. */
  public record Square(String name, Float side) implements Shape {}

  /** A case that is no record. */
  public sealed interface Odd permits OddClass {}

  /** It. */
  public static final class OddClass implements Odd {}

  private final TypeInformation<Shape> type = TypeInformation.of(Shape.class);
  private final TypeSerializer<Shape> serializer =
      type.createSerializer(new SerializerConfigImpl());

  @Test
  void everyCaseComesBackAsItWas() throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    for (Shape shape : SHAPES) {
      serializer.serialize(shape, out);
      assertThat(serializer.copy(shape)).isEqualTo(shape);
    }
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    DataOutputSerializer copied = new DataOutputSerializer(64);
    TypeSerializer<Shape> duplicate = serializer.duplicate();
    for (int i = 0; i < SHAPES.size(); i++) {
      duplicate.copy(in, copied);
    }
    DataInputDeserializer again = new DataInputDeserializer(copied.getCopyOfBuffer());
    for (Shape shape : SHAPES) {
      assertThat(duplicate.deserialize(again)).isEqualTo(shape);
    }
    assertThat(again.available()).isZero();
  }

  @Test
  void nothingOfItIsLeftToKryo() {
    SerializerConfigImpl strict = new SerializerConfigImpl();
    strict.setGenericTypes(false);

    assertThat(type.createSerializer(strict)).isEqualTo(serializer);
  }

  @Test
  void whatASavepointKeepsReadsWhatWasWritten() throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    serializer.serialize(SHAPES.get(2), out);

    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    TypeSerializerSnapshot<Shape> kept =
        TypeSerializerSnapshot.readVersionedSnapshot(in, Shape.class.getClassLoader());

    assertThat(kept.restoreSerializer().deserialize(in)).isEqualTo(SHAPES.get(2));
    TypeSerializerSchemaCompatibility<Shape> now =
        serializer.snapshotConfiguration().resolveSchemaCompatibility(kept);
    assertThat(now.isCompatibleAsIs()).isTrue();
  }

  @Test
  void onlyRecordsCanBeCases() {
    assertThatThrownBy(() -> new SealedType<>(Odd.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("is not a sealed interface of records alone");
    assertThatThrownBy(() -> new SealedType<>(Runnable.class))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
