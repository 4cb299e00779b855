package io.verilock.vkyc.local.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTest {
  @Test
  void columnsAreAsWideAsTheyNeedToBe() {
    assertThat(ResultTable.of(List.of(Results.full(), Results.pending("b"))))
        .isEqualTo(
            """
            session  status     result        match  liveness  seconds  reasons
            anna-1   completed  needs_review   71.3      48.5       12  liveness_uncertain, speech_not_checked
            b        pending    -                 -         -        -
            """);
  }
}
