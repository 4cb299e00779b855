package io.verilock.vkyc.jobs.types;

import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * A sealed interface whose cases are records: each is carried as Flink carries the record, behind a
 * byte that says which it is.
 */
final class SealedType<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1;

  private final Class<T> type;

  /** Found at once: later there may be a class loader at work that does not know them. */
  private final TypeInformation<?>[] cases;

  /**
   * The type of a sealed interface.
   *
   * @throws IllegalArgumentException if it is none, or has a case that is no record
   */
  SealedType(Class<T> type) {
    if (!type.isSealed() || cases(type).stream().anyMatch(one -> !one.isRecord())) {
      throw new IllegalArgumentException(
          type.getName() + " is not a sealed interface of records alone");
    }
    this.type = type;
    this.cases =
        cases(type).stream()
            .<TypeInformation<?>>map(TypeInformation::of)
            .toArray(TypeInformation[]::new);
  }

  /** The cases in the order in which the interface permits them. */
  @SuppressWarnings("unchecked") // what a sealed type permits extends it
  static <T> List<Class<? extends T>> cases(Class<T> type) {
    return Arrays.stream(type.getPermittedSubclasses())
        .<Class<? extends T>>map(one -> (Class<? extends T>) one)
        .toList();
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return new SealedSerializer<>(
        type,
        Arrays.stream(cases)
            .<TypeSerializer<?>>map(one -> one.createSerializer(config))
            .toArray(TypeSerializer[]::new));
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<T> getTypeClass() {
    return type;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public String toString() {
    return "Sealed<%s>".formatted(type.getSimpleName());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedType<?> that && type == that.type;
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof SealedType;
  }
}
