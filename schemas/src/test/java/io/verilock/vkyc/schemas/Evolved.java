package io.verilock.vkyc.schemas;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecordBase;

/** A record in its second version: version 1 had a field more before the text, and no number. */
public final class Evolved extends SpecificRecordBase {
  /** Where Avro looks for the schema of a record's type. */
  public static final Schema SCHEMA$ =
      SchemaBuilder.record("Evolved")
          .namespace("io.verilock.vkyc.schemas")
          .fields()
          .requiredString("kept")
          .name("added")
          .type()
          .intType()
          .intDefault(7)
          .endRecord();

  private String kept;
  private int added;

  String kept() {
    return kept;
  }

  int added() {
    return added;
  }

  @Override
  public Schema getSchema() {
    return SCHEMA$;
  }

  @Override
  public Object get(int field) {
    return field == 0 ? kept : added;
  }

  @Override
  public void put(int field, Object value) {
    if (field == 0) {
      kept = value.toString();
    } else {
      added = (int) value;
    }
  }
}
