package io.verilock.vkyc.jobs.types;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.InstantiationUtil;

/** What a savepoint keeps of a {@link SealedSerializer}: the interface, and each case in turn. */
public final class SealedSerializerSnapshot<T>
    extends CompositeTypeSerializerSnapshot<T, SealedSerializer<T>> {
  private static final int VERSION = 1;

  private Class<T> type;
  private List<String> cases;

  /** For Flink, which reads what a savepoint holds. */
  public SealedSerializerSnapshot() {}

  SealedSerializerSnapshot(SealedSerializer<T> serializer) {
    super(serializer);
    type = serializer.type();
    cases = names(type);
  }

  @Override
  protected int getCurrentOuterSnapshotVersion() {
    return VERSION;
  }

  @Override
  protected TypeSerializer<?>[] getNestedSerializers(SealedSerializer<T> serializer) {
    return serializer.serializers();
  }

  @Override
  protected SealedSerializer<T> createOuterSerializerWithNestedSerializers(
      TypeSerializer<?>[] nested) {
    return new SealedSerializer<>(type, nested);
  }

  @Override
  protected void writeOuterSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(type.getName());
    out.writeInt(cases.size());
    for (String name : cases) {
      out.writeUTF(name);
    }
  }

  @Override
  protected void readOuterSnapshot(int version, DataInputView in, ClassLoader loader)
      throws IOException {
    type = InstantiationUtil.resolveClassByName(in, loader);
    String[] names = new String[in.readInt()];
    for (int i = 0; i < names.length; i++) {
      names[i] = in.readUTF();
    }
    cases = List.of(names);
  }

  /** Cases are told apart by their place: another order, or other cases, is another type. */
  @Override
  protected OuterSchemaCompatibility resolveOuterSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    return cases.equals(((SealedSerializerSnapshot<T>) old).cases)
        ? OuterSchemaCompatibility.COMPATIBLE_AS_IS
        : OuterSchemaCompatibility.INCOMPATIBLE;
  }

  private static List<String> names(Class<?> type) {
    return SealedType.cases(type).stream().<String>map(Class::getName).toList();
  }
}
