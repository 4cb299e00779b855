package io.verilock.vkyc.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class TopicsTest {
  private static final Path OPERATIONS = Path.of("..", "docs", "operations.md");
  private static final String HEAD = "| topic | key | cleanup | kept | holds |";
  private static final String WRITE = "vkyc.docs.write";

  @Test
  void everyTopicIsInTheCatalogue() {
    List<Object> constants =
        Stream.of(Topics.class.getFields())
            .filter(field -> field.getType() == Topic.class)
            .map(TopicsTest::value)
            .toList();

    assertThat(Topics.ALL).containsExactlyInAnyOrderElementsOf(cast(constants));
    assertThat(Topics.ALL).extracting(Topic::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @FieldSource("io.verilock.vkyc.schemas.Topics#ALL")
  void aTopicThatTravelsIsTheSameWhereItArrives(Topic<?> topic) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(topic);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isSameAs(topic);
    }
  }

  @Test
  void aTopicThatDoesNotExistIsNamed() {
    assertThatThrownBy(() -> Topics.named("video.nothing"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no topic video.nothing");
  }

  @Test
  void recordsStandUnderTheirSession() {
    Review review =
        Review.newBuilder()
            .setSessionId("s")
            .setReviewId("r")
            .setResult(Outcome.approved)
            .setReviewedAt(Instant.EPOCH)
            .build();

    assertThat(Topics.REVIEWS.key(review)).isEqualTo("s");
    assertThat(Topics.REVIEWS.keyedBy()).isEqualTo("session_id");
  }

  @Test
  void operationsSaysWhatTheCatalogueSays() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(OPERATIONS));
    int first = lines.indexOf(HEAD) + 2;
    assertThat(first).as("%s has the table of topics", OPERATIONS).isGreaterThan(1);
    int end = first;
    while (lines.get(end).startsWith("|")) {
      end++;
    }
    List<String> expected = Topics.ALL.stream().map(TopicsTest::row).toList();
    if (Boolean.getBoolean(WRITE)) {
      lines.subList(first, end).clear();
      lines.addAll(first, expected);
      Files.write(OPERATIONS, lines);
      end = first + expected.size();
    }
    assertThat(lines.subList(first, end))
        .as("the table is made from the topics; make it anew: mvn -pl schemas test -D%s", WRITE)
        .isEqualTo(expected);
  }

  private static String row(Topic<?> topic) {
    Schema schema = SpecificData.get().getSchema(topic.type());
    boolean field = schema.getField(topic.keyedBy()) != null || topic.keyedBy().endsWith("_id");
    return "| `%s` | %s | %s | %s | [%s](../schemas/src/main/avro/%s.avsc): %s |"
        .formatted(
            topic.name(),
            field ? "`%s`".formatted(topic.keyedBy()) : topic.keyedBy(),
            topic.cleanup(),
            topic.cleanup() == Topic.Cleanup.delete
                ? "%d days".formatted(topic.retention().toDays())
                : "the latest of each key",
            schema.getName(),
            schema.getName(),
            firstSentence(schema.getDoc()));
  }

  private static String firstSentence(String doc) {
    return doc.substring(0, doc.indexOf('.') + 1);
  }

  private static Object value(java.lang.reflect.Field field) {
    try {
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Topic<?>> cast(List<Object> topics) {
    return topics.stream().<Topic<?>>map(topic -> (Topic<?>) topic).toList();
  }
}
