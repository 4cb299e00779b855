package io.verilock.vkyc.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultListingTest {
  @Test
  void columnsAreAsWideAsTheyNeedToBe() {
    assertThat(ResultListing.of(List.of(Results.full(), Results.pending("b"))))
        .isEqualTo(
            """
              session   status      result         match   liveness   seconds   reasons
              anna-1    completed   needs_review    71.3       48.5        12   liveness_uncertain, speech_not_checked
              b         pending     -                  -          -         -
            """);
  }
}
