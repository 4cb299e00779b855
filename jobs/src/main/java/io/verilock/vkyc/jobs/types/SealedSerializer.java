package io.verilock.vkyc.jobs.types;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes the cases of a sealed interface: a byte that says which it is, then the record. */
final class SealedSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1;

  private final Class<T> type;
  private final TypeSerializer<?>[] serializers;
  private transient List<Class<? extends T>> cases;

  /**
   * A serializer.
   *
   * @param serializers of the cases, in the order in which the interface permits them
   */
  SealedSerializer(Class<T> type, TypeSerializer<?>[] serializers) {
    this.type = type;
    this.serializers = serializers;
  }

  Class<T> type() {
    return type;
  }

  TypeSerializer<?>[] serializers() {
    return serializers;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return new SealedSerializer<>(
        type,
        Arrays.stream(serializers)
            .<TypeSerializer<?>>map(TypeSerializer::duplicate)
            .toArray(TypeSerializer[]::new));
  }

  /** There is no empty value of an interface: what is read is always made anew. */
  @Override
  public T createInstance() {
    return null;
  }

  @Override
  public T copy(T from) {
    return of(tag(from)).copy(from);
  }

  @Override
  public T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    int tag = tag(value);
    target.writeByte(tag);
    of(tag).serialize(value, target);
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    return of(source.readByte()).deserialize(source);
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int tag = source.readByte();
    target.writeByte(tag);
    of(tag).copy(source, target);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedSerializer<?> that
        && type == that.type
        && Arrays.equals(serializers, that.serializers);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + Arrays.hashCode(serializers);
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new SealedSerializerSnapshot<>(this);
  }

  private int tag(T value) {
    if (cases == null) {
      cases = SealedType.cases(type);
    }
    return cases.indexOf(value.getClass());
  }

  /** Where the tag says which case a value is, its serializer is that case's. */
  @SuppressWarnings("unchecked")
  private TypeSerializer<T> of(int tag) {
    return (TypeSerializer<T>) serializers[tag];
  }
}
