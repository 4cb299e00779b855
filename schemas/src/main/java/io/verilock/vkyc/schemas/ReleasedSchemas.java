package io.verilock.vkyc.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/**
 * The released versions of a record's schema: {@code released/RECORD/VERSION.avsc} beside this
 * class, numbered from 1 without gaps. A changed schema is released by adding its next version.
 */
public final class ReleasedSchemas {
  private ReleasedSchemas() {}

  /**
   * The released versions of a record, the oldest first.
   *
   * @param record simple name of its type
   */
  public static List<Schema> of(String record) {
    List<Schema> schemas = new ArrayList<>();
    for (int version = 1; ; version++) {
      String file = "released/%s/%d.avsc".formatted(record, version);
      try (InputStream json = ReleasedSchemas.class.getResourceAsStream(file)) {
        if (json == null) {
          return List.copyOf(schemas);
        }
        schemas.add(new SchemaParser().parse(json).mainSchema());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
