package io.verilock.vkyc.jobs.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.testing.DevelopmentData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Recordings of real cameras and muxers, which lie in a folder beside the checkout and not in it.
 * The only test of HEVC, for which there is no encoder.
 */
@Tag("media")
class SharedVideosTest {
  private static final Map<String, MediaError> REFUSED =
      Map.of(
          "androidx_media_sample_malformed_free_box.mp4", MediaError.CONTAINER_DAMAGED,
          "androidx_media_sample_audio_only.mp4", MediaError.NO_VIDEO_TRACK);

  /** Bytes below which a recording is decoded each time; the others take longer, and add little. */
  private static final long SMALL = 1 << 20;

  /** A row of the table that says what each file is. */
  private record Row(Path file, Map<String, String> columns) {
    String name() {
      return file.getFileName().toString();
    }

    String get(String column) {
      return columns.get(column);
    }
  }

  @BeforeAll
  static void haveVideos() {
    DevelopmentData.file("videos.csv");
  }

  @TestFactory
  Stream<DynamicTest> everySmallFileEndsInItsResultOrItsError() throws IOException {
    return tests(row -> size(row) < SMALL);
  }

  @Tag("figures")
  @TestFactory
  Stream<DynamicTest> everyLargeFileEndsInItsResultOrItsError() throws IOException {
    return tests(row -> size(row) >= SMALL);
  }

  @Test
  void theHighEfficiencyRecordingsAreCutInvariant() throws IOException {
    for (Row row : rows()) {
      if (row.get("codec").equals("hevc")) {
        byte[] recording = Files.readAllBytes(row.file());
        List<Integer> cuts = new Random(1).ints(50, 1, recording.length).sorted().boxed().toList();
        assertThat(Decoded.cut(recording, cuts).lines())
            .as(row.name())
            .isEqualTo(Decoded.whole(recording).lines());
      }
    }
  }

  private static Stream<DynamicTest> tests(Predicate<Row> wanted) throws IOException {
    return rows().stream()
        .filter(wanted)
        .map(row -> DynamicTest.dynamicTest(row.name(), () -> decodesAsTheTableSays(row)));
  }

  private static long size(Row row) {
    return row.file().toFile().length();
  }

  private static void decodesAsTheTableSays(Row row) throws IOException {
    Decoded decoded = Decoded.whole(Files.readAllBytes(row.file()));
    if (row.get("container").equals("mpeg")) {
      assertThat(decoded.failure().code()).isEqualTo(MediaError.CONTAINER_NOT_SUPPORTED);
      assertThat(decoded.failure()).hasMessageContaining("MPEG program stream");
      return;
    }
    if (REFUSED.containsKey(row.name())) {
      assertThat(decoded.failure().code()).isEqualTo(REFUSED.get(row.name()));
      return;
    }
    assertThat(decoded.failure()).isNull();
    MediaSummary summary = decoded.summary();
    assertThat(summary.videoCodec()).isEqualTo(row.get("codec"));
    // the column is the container's duration, the sound's padding included
    assertThat(summary.durationMicros() / 1e6)
        .isCloseTo(Double.parseDouble(row.get("seconds")), within(0.1));
    String[] size = row.get("size").split("x", 2);
    boolean sideways = row.get("rotation").contains("90");
    assertThat(summary.width()).isEqualTo(Integer.parseInt(size[sideways ? 1 : 0]));
    assertThat(summary.height()).isEqualTo(Integer.parseInt(size[sideways ? 0 : 1]));
    if (row.get("vfr").equals("n")) {
      double expected = summary.durationMicros() / 1e6 * Decoded.FRAMES_PER_SECOND;
      assertThat((double) summary.sampledFrames()).isCloseTo(expected, within(1.0));
    }
    assertThat(summary.sampledFrames()).isEqualTo(decoded.sink().times.size());
    assertThat(summary.damaged())
        .as("%s", summary.firstError())
        .isEqualTo(row.name().contains("mdat_too_long") || row.name().contains("invalid_nalu"));
  }

  private static List<Row> rows() throws IOException {
    List<String> lines = Files.readAllLines(DevelopmentData.file("videos.csv"));
    List<String> header = fields(lines.get(0));
    List<Row> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> fields = fields(line);
      Map<String, String> columns = new LinkedHashMap<>();
      for (int i = 0; i < fields.size(); i++) {
        columns.put(header.get(i), fields.get(i));
      }
      if (DevelopmentData.has(columns.get("path"))) {
        rows.add(new Row(DevelopmentData.file(columns.get("path")), columns));
      }
    }
    return rows;
  }

  /** Fields of a line of comma-separated values, quoted where they hold commas. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
