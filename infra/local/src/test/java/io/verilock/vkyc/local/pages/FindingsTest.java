package io.verilock.vkyc.local.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.verilock.vkyc.jobs.decision.CheckName;
import io.verilock.vkyc.jobs.decision.FaceDefect;
import io.verilock.vkyc.jobs.decision.Reason;
import io.verilock.vkyc.jobs.media.MediaError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reviewers are told in words what the jobs say in codes. */
class FindingsTest {
  private static final Path FILE = Path.of("../../gateway/src/main/pages/staff/findings.json");

  @Test
  void everyCheckHasWords() throws IOException {
    assertThat(codes("checks")).containsExactlyInAnyOrderElementsOf(CheckName.all());
  }

  @Test
  void everyReasonHasWords() throws IOException {
    List<String> told =
        Stream.of(
                Arrays.stream(Reason.values()).map(Reason::code),
                Arrays.stream(FaceDefect.values()).map(FaceDefect::code),
                Arrays.stream(MediaError.values()).map(MediaError::code))
            .flatMap(code -> code)
            .toList();

    assertThat(codes("reasons")).containsAll(told);
  }

  private static List<String> codes(String kind) throws IOException {
    JsonNode words = new ObjectMapper().readTree(FILE.toFile()).get(kind);
    return words.properties().stream().map(word -> word.getKey()).toList();
  }
}
