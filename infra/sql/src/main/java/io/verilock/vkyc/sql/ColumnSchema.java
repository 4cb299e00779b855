package io.verilock.vkyc.sql;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.flink.formats.avro.typeutils.AvroSchemaConverter;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeCasts;

/** What is left of a record's schema where a table has only some of its fields. */
final class ColumnSchema {
  private ColumnSchema() {}

  /**
   * The schema with the row's columns, in their order, at every depth.
   *
   * @throws ValidationException if the record lacks a column, or has it with another type
   */
  static Schema of(Schema record, RowType row) {
    return record(record, row, record.getName());
  }

  private static Schema record(Schema record, RowType row, String path) {
    List<Schema.Field> fields = new ArrayList<>();
    for (RowType.RowField column : row.getFields()) {
      Schema.Field field = record.getField(column.getName());
      if (field == null) {
        throw new ValidationException(
            "%s has no field '%s'; it has %s"
                .formatted(
                    path,
                    column.getName(),
                    String.join(
                        ", ", record.getFields().stream().map(Schema.Field::name).toList())));
      }
      Schema schema = any(field.schema(), column.getType(), path + "." + field.name());
      fields.add(new Schema.Field(field, schema));
    }
    return Schema.createRecord(
        record.getName(), record.getDoc(), record.getNamespace(), false, fields);
  }

  private static Schema any(Schema schema, LogicalType type, String path) {
    if (schema.isNullable()) {
      if (!type.isNullable()) {
        throw mismatch(schema, type, path);
      }
      Schema value = any(nonNull(schema), type, path);
      return Schema.createUnion(Schema.create(Schema.Type.NULL), value);
    }
    if (schema.getType() == Schema.Type.RECORD && type instanceof RowType row) {
      return record(schema, row, path);
    }
    if (schema.getType() == Schema.Type.ARRAY && type instanceof ArrayType array) {
      return Schema.createArray(any(schema.getElementType(), array.getElementType(), path));
    }
    if (schema.getType() == Schema.Type.MAP && type instanceof MapType map) {
      return Schema.createMap(any(schema.getValueType(), map.getValueType(), path));
    }
    if (!LogicalTypeCasts.supportsAvoidingCast(typeOf(schema), type)) {
      throw mismatch(schema, type, path);
    }
    return schema;
  }

  /** The type of a column for a schema. */
  static LogicalType typeOf(Schema schema) {
    return AvroSchemaConverter.convertToDataType(schema.toString(), false).getLogicalType();
  }

  private static Schema nonNull(Schema union) {
    return union.getTypes().stream()
        .filter(one -> one.getType() != Schema.Type.NULL)
        .findFirst()
        .orElseThrow();
  }

  private static ValidationException mismatch(Schema schema, LogicalType type, String path) {
    return new ValidationException(
        "%s is %s and cannot be read as %s"
            .formatted(path, typeOf(schema).asSummaryString(), type.asSummaryString()));
  }
}
