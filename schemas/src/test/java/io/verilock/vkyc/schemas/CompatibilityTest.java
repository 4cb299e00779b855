package io.verilock.vkyc.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every released version of a schema can read what any other wrote. Released versions stand in
 * {@code src/test/history/RECORD/VERSION.avsc}; a changed schema is released by adding its next
 * version there.
 */
class CompatibilityTest {
  private static final Path HISTORY = Path.of("src/test/history");

  static Stream<Schema> records() {
    return Stream.of(
        SessionEvent.getClassSchema(),
        VideoChunk.getClassSchema(),
        Photo.getClassSchema(),
        Review.getClassSchema(),
        LiveScore.getClassSchema(),
        VideoResult.getClassSchema(),
        WebhookEvent.getClassSchema(),
        WebhookEndpoint.getClassSchema(),
        WebhookEndpointStatus.getClassSchema(),
        WebhookRequest.getClassSchema(),
        WebhookAttempt.getClassSchema(),
        ScoreDistribution.getClassSchema(),
        DriftAlert.getClassSchema(),
        ResultRow.getClassSchema(),
        DeadLetter.getClassSchema());
  }

  @ParameterizedTest
  @MethodSource("records")
  void isCompatibleWithEveryReleasedVersion(Schema schema) throws Exception {
    requireCompatible(schema, history(schema));
  }

  @ParameterizedTest
  @MethodSource("records")
  void theLatestReleasedVersionIsTheCurrentOne(Schema schema) throws Exception {
    List<Schema> history = history(schema);
    assertThat(history.get(history.size() - 1))
        .as(
            "%s has changed: add it to %s as version %d",
            schema.getName(), HISTORY.resolve(schema.getName()), history.size() + 1)
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

  private static List<Schema> history(Schema schema) throws IOException {
    List<Schema> history = new ArrayList<>();
    Path folder = HISTORY.resolve(schema.getName());
    for (int version = 1; Files.exists(folder.resolve(version + ".avsc")); version++) {
      Path file = folder.resolve(version + ".avsc");
      history.add(new SchemaParser().parse(Files.readString(file)).mainSchema());
    }
    assertThat(history).as("released versions in %s", folder).isNotEmpty();
    return history;
  }

  private static Schema parse(String fields) {
    String json = "{'type': 'record', 'name': 'r', 'fields': [%s]}".formatted(fields);
    return new SchemaParser().parse(json.replace('\'', '"')).mainSchema();
  }
}
