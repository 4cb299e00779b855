package io.verilock.vkyc.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each released version wrote is read today: {@code written/RECORD/VERSION.json} has the bytes
 * of a record and what they said then.
 */
class WrittenRecordsTest {
  private static final Path WRITTEN = Path.of("src/test/written");
  private static final String WRITE = "vkyc.docs.write";
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<Topic<?>> topics() {
    return Topics.ALL;
  }

  @ParameterizedTest
  @MethodSource("topics")
  void isReadAsItWasWritten(Topic<?> topic) throws IOException {
    String record = topic.type().getSimpleName();
    List<Schema> released = ReleasedSchemas.of(record);
    for (int version = 1; version <= released.size(); version++) {
      Path file = WRITTEN.resolve(record).resolve(version + ".json");
      if (Boolean.getBoolean(WRITE) && !Files.exists(file)) {
        write(topic, released.get(version - 1), file);
      }
      assertThat(file)
          .as("bytes written by version %d; keep some: mvn -pl schemas test -D%s", version, WRITE)
          .exists();
      JsonNode written = JSON.readTree(file.toFile());

      byte[] value = HexFormat.of().parseHex(written.get("value").asText());

      assertSays(record, said(topic.decode(value)), written.get("said"));
    }
  }

  /** All that was said then is said today; what was added since may stand beside it. */
  private static void assertSays(String path, JsonNode today, JsonNode then) {
    if (then.isObject()) {
      for (Map.Entry<String, JsonNode> field : then.properties()) {
        String name = path + "." + field.getKey();
        assertThat(today.get(field.getKey())).as(name).isNotNull();
        assertSays(name, today.get(field.getKey()), field.getValue());
      }
    } else if (then.isArray()) {
      assertThat(today).as(path).hasSize(then.size());
      for (int i = 0; i < then.size(); i++) {
        assertSays("%s[%d]".formatted(path, i), today.get(i), then.get(i));
      }
    } else {
      assertThat(today).as(path).isEqualTo(then);
    }
  }

  private static void write(Topic<?> topic, Schema version, Path file) throws IOException {
    GenericRecord random = (GenericRecord) new RandomData(version, 1, 16).iterator().next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new BinaryMessageEncoder<GenericRecord>(GenericData.get(), version).encode(random, out);
    byte[] bytes = out.toByteArray();
    ObjectNode written = JSON.createObjectNode();
    written.put("value", HexFormat.of().formatHex(bytes));
    written.set("said", said(topic.decode(bytes)));
    Files.createDirectories(file.getParent());
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), written);
  }

  private static JsonNode said(SpecificRecord record) throws IOException {
    return JSON.readTree(record.toString());
  }
}
