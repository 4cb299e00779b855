package io.verilock.vkyc.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidatorBuilder;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every released version of a schema can read what any other wrote. Released versions stand in
 * {@code src/main/resources/io/verilock/vkyc/schemas/released/RECORD/VERSION.avsc}; a changed
 * schema is released by adding its next version there.
 */
class CompatibilityTest {
  static Stream<Schema> records() {
    return Stream.concat(
        Topics.ALL.stream().map(topic -> SpecificData.get().getSchema(topic.type())),
        Stream.of(ResultRow.getClassSchema()));
  }

  @ParameterizedTest
  @MethodSource("records")
  void isCompatibleWithEveryReleasedVersion(Schema schema) throws Exception {
    requireCompatible(schema, released(schema));
  }

  @ParameterizedTest
  @MethodSource("records")
  void theLatestReleasedVersionIsTheCurrentOne(Schema schema) throws Exception {
    List<Schema> released = released(schema);
    assertThat(released.get(released.size() - 1))
        .as(
            "%s has changed: add it to the released schemas as version %d",
            schema.getName(), released.size() + 1)
        .isEqualTo(schema);
  }

  @Test
  void anIncompatibleChangeIsRefused() {
    Schema released = parse("{'name': 'a', 'type': 'string'}");
    Schema retyped = parse("{'name': 'a', 'type': 'long'}");
    Schema extended = parse("{'name': 'a', 'type': 'string'}, {'name': 'b', 'type': 'string'}");
    assertThatThrownBy(() -> requireCompatible(retyped, List.of(released)))
        .isInstanceOf(SchemaValidationException.class);
    assertThatThrownBy(() -> requireCompatible(extended, List.of(released)))
        .isInstanceOf(SchemaValidationException.class);
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyFieldIsDocumented(Schema schema) {
    assertThat(schema.getDoc()).as(schema.getName()).isNotBlank();
    for (Schema.Field field : schema.getFields()) {
      assertThat(field.doc()).as("%s.%s", schema.getName(), field.name()).isNotBlank();
    }
  }

  private static void requireCompatible(Schema schema, List<Schema> history)
      throws SchemaValidationException {
    new SchemaValidatorBuilder().mutualReadStrategy().validateAll().validate(schema, history);
  }

  private static List<Schema> released(Schema schema) {
    List<Schema> released = ReleasedSchemas.of(schema.getName());
    assertThat(released).as("released versions of %s", schema.getName()).isNotEmpty();
    return released;
  }

  private static Schema parse(String fields) {
    String json = "{'type': 'record', 'name': 'r', 'fields': [%s]}".formatted(fields);
    return new SchemaParser().parse(json.replace('\'', '"')).mainSchema();
  }
}
