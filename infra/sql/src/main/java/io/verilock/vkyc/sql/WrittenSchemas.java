package io.verilock.vkyc.sql;

import io.verilock.vkyc.schemas.ReleasedSchemas;
import java.io.Serializable;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.table.api.ValidationException;

/**
 * The schemas that one type of record can have been written with.
 *
 * @param current what is written now
 * @param released every released version, the oldest first
 */
record WrittenSchemas(Schema current, List<Schema> released) implements Serializable {
  /**
   * The schemas of a type by its simple name.
   *
   * @throws ValidationException if there is no such type
   */
  static WrittenSchemas of(String record) {
    return new WrittenSchemas(
        SpecificData.get().getSchema(type(record)), ReleasedSchemas.of(record));
  }

  private static Class<? extends SpecificRecord> type(String record) {
    try {
      return Class.forName(
              ReleasedSchemas.class.getPackageName() + "." + record,
              true,
              WrittenSchemas.class.getClassLoader())
          .asSubclass(SpecificRecord.class);
    } catch (ClassNotFoundException | ClassCastException e) {
      throw new ValidationException(
          "there is no type of record '%s'; name one as the topics' schemas do, such as VideoResult"
              .formatted(record));
    }
  }
}
