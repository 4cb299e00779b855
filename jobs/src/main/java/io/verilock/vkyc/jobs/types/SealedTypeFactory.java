package io.verilock.vkyc.jobs.types;

import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Gives Flink the type of a sealed interface that names this factory in its annotation. */
public final class SealedTypeFactory<T> extends TypeInfoFactory<T> {
  @Override
  @SuppressWarnings("unchecked") // Flink asks for the annotated interface
  public TypeInformation<T> createTypeInfo(
      Type type, Map<String, TypeInformation<?>> genericParameters) {
    return new SealedType<>((Class<T>) type);
  }
}
