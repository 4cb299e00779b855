package io.verilock.vkyc.jobs.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.io.Received;
import io.verilock.vkyc.schemas.InputRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InputTallyTest {
  @Test
  void oneRecordIsATally() {
    assertThat(InputTally.of(new Received<>("x", "topic", 2, 41, 5_000)))
        .isEqualTo(new InputTally("topic", 2, 41, 41, 1, 5_000));
  }

  @Test
  void theOrderOfTheRecordsChangesNothing() {
    // The latest timestamp is not the one of the highest offset.
    List<InputTally> tallies = new ArrayList<>();
    for (int offset = 10; offset < 20; offset++) {
      long timestamp = offset == 13 ? 9_000 : 1_000 + offset;
      tallies.add(InputTally.of(new Received<>("x", "topic", 2, offset, timestamp)));
    }
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(tallies, new Random(seed));
      InputTally sum = tallies.get(0);
      for (InputTally tally : tallies.subList(1, tallies.size())) {
        sum = sum.plus(tally);
      }
      assertThat(sum).isEqualTo(new InputTally("topic", 2, 10, 19, 10, 9_000));
    }
  }

  @Test
  void talliesAddUpInAnyGrouping() {
    InputTally a = new InputTally("topic", 0, 5, 9, 3, 50);
    InputTally b = new InputTally("topic", 0, 1, 2, 2, 70);
    InputTally c = new InputTally("topic", 0, 7, 30, 4, 60);

    assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
    assertThat(a.plus(b).plus(c)).isEqualTo(new InputTally("topic", 0, 1, 30, 9, 70));
  }

  @Test
  void nothingAddsNothing() {
    InputTally tally = new InputTally("topic", 0, 5, 9, 3, 50);

    assertThat(tally.plus(null)).isEqualTo(tally);
  }

  @Test
  void aResultNamesTheRange() {
    assertThat(new InputTally("topic", 4, 5, 9, 3, 50).toRange())
        .isEqualTo(new InputRange("topic", 4, 5L, 9L, 3));
  }
}
