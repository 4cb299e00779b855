package io.verilock.vkyc.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("media")
class AnalyticsPageBenchTest {
  @Test
  void everyRangeIsAnsweredFromWhatWasMade() throws Exception {
    List<String> said = new ArrayList<>();
    var figures = new AnalyticsPageBench(20_000, said::add).run();

    // 30 groups of 30 days, their hours, and windows of 5 minutes with sessions.
    assertThat(figures.rows()).isGreaterThan(30 * 30 * 10);
    assertThat(figures.recordBytes()).isGreaterThan(figures.rows() * 100);
    assertThat(figures.answers())
        .extracting(AnalyticsPageBench.Answer::range)
        .containsExactly("12 hours", "7 days", "14 days", "30 days");
    assertThat(figures.answers()).allSatisfy(one -> assertThat(one.bytes()).isGreaterThan(2000));
    assertThat(said).first().isEqualTo("making distributions of 20,000 sessions");
  }
}
