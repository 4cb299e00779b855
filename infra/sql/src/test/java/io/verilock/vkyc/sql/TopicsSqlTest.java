package io.verilock.vkyc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.schemas.Topic;
import io.verilock.vkyc.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;

/** topics.sql says what the schemas say. */
class TopicsSqlTest {
  private static final Path FILE = Path.of("topics.sql");
  private static final String WRITE = "vkyc.docs.write";

  /** Fields that are no columns: pictures, templates and secrets. */
  private static final Map<Topic<?>, Set<String>> LEFT_OUT =
      Map.of(
          Topics.CHUNKS, Set.of("data"),
          Topics.PHOTOS, Set.of("data", "template"),
          Topics.WEBHOOK_ENDPOINTS, Set.of("signing_keys"));

  private static final List<TopicTable> TABLES = Topics.ALL.stream().map(TopicTable::of).toList();

  @Test
  void theFileSaysWhatTheSchemasSay() throws IOException {
    String expected = document();
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(FILE, expected);
    }
    assertThat(FILE).exists();
    assertThat(Files.readString(FILE))
        .as(
            "infra/sql/topics.sql is made from the schemas; make it anew with: mvn -pl infra/sql -am"
                + " test -Dtest=TopicsSqlTest -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
            WRITE)
        .isEqualTo(expected);
  }

  @Test
  void noSecretAndNoPictureIsAColumn() throws IOException {
    String tables = Files.readString(FILE);

    assertThat(tables).contains("`webhook_endpoints`", "`chunks`").doesNotContain("secret`");
    for (TopicTable table : TABLES) {
      for (String name : table.leftOut()) {
        assertThat(table.schema().getField(name)).as(name).isNotNull();
        assertThat(table.statement()).doesNotContain("  `" + name + "`");
      }
    }
  }

  private static String document() {
    List<String> parts = new ArrayList<>();
    parts.add(
        """
        -- The topics as tables, with what each column means. docs/sql.md says how to use them.
        -- Before use by hand, put Kafka's brokers in: sed 's/${bootstrap}/HOST:PORT/' topics.sql
        -- This file is made from the schemas of the records: change them, not it.
        """);
    TABLES.forEach(table -> parts.add(table.statement()));
    return String.join("\n", parts);
  }

  private record TopicTable(String topic, Schema schema, String key, Set<String> leftOut) {
    /** A compacted topic is a table of one row per key. */
    static TopicTable of(Topic<?> topic) {
      Schema schema = SpecificData.get().getSchema(topic.type());
      String key = schema.getField(topic.keyedBy()) == null ? "record_key" : topic.keyedBy();
      return new TopicTable(
          topic.name(),
          schema,
          topic.cleanup() == Topic.Cleanup.compact ? key : null,
          LEFT_OUT.getOrDefault(topic, Set.of()));
    }

    String statement() {
      List<String> columns = new ArrayList<>();
      if (key != null) {
        Schema.Field field = schema.getField(key);
        columns.add(
            column(key, "STRING NOT NULL", field == null ? "Key of the record." : field.doc()));
      }
      for (Schema.Field field : schema.getFields()) {
        if (!leftOut.contains(field.name()) && !field.name().equals(key)) {
          columns.add(column(field.name(), type(field.schema()), field.doc()));
        }
      }
      columns.add(
          column(
              "record_time",
              "TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL",
              "Time of the record, by its writer's clock."));
      columns.add(
          column(
              "record_partition", "INT METADATA FROM 'partition' VIRTUAL", "Partition it is in."));
      columns.add(
          column("record_offset", "BIGINT METADATA FROM 'offset' VIRTUAL", "Offset it is at."));
      if (key != null) {
        columns.add("  PRIMARY KEY (`%s`) NOT ENFORCED".formatted(key));
      }
      return """
          CREATE TABLE `%s` (
          %s
          ) COMMENT %s
          WITH (
          %s
          );
          """
          .formatted(
              topic.replaceFirst("^video\\.", "").replace('-', '_'),
              String.join(",\n", columns),
              literal(schema.getDoc()),
              String.join(",\n", options()));
    }

    private List<String> options() {
      List<String> options = new ArrayList<>();
      options.add(option("connector", key == null ? "kafka" : "upsert-kafka"));
      options.add(option("topic", topic));
      options.add(option("properties.bootstrap.servers", "${bootstrap}"));
      options.add(option("properties.isolation.level", "read_committed"));
      options.add(option("scan.bounded.mode", "unbounded"));
      if (key == null) {
        options.add(option("scan.startup.mode", "earliest-offset"));
        options.add(option("format", "vkyc-avro"));
        options.add(option("vkyc-avro.record", schema.getName()));
      } else {
        options.add(option("key.format", "raw"));
        options.add(option("value.format", "vkyc-avro"));
        options.add(option("value.vkyc-avro.record", schema.getName()));
        options.add(option("value.fields-include", "EXCEPT_KEY"));
      }
      return options;
    }

    /** The type of a column; one beside a key is null where the key is deleted. */
    private String type(Schema field) {
      return ColumnSchema.typeOf(field)
          .copy(field.isNullable() || key != null)
          .asSerializableString()
          .replace("VARCHAR(2147483647)", "STRING")
          .replace("VARBINARY(2147483647)", "BYTES")
          .replace("TIMESTAMP(3) WITH LOCAL TIME ZONE", "TIMESTAMP_LTZ(3)");
    }

    private static String column(String name, String type, String doc) {
      return "  `%s` %s COMMENT %s".formatted(name, type, literal(doc));
    }

    private static String option(String name, String value) {
      return "  '%s' = '%s'".formatted(name, value);
    }

    private static String literal(String text) {
      return "'%s'".formatted(text.replace("'", "''"));
    }
  }
}
