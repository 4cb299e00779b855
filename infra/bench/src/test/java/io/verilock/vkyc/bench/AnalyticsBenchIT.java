package io.verilock.vkyc.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.bench.AnalyticsBench.Figures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark runs to its end; what it measures with so few results says nothing. */
class AnalyticsBenchIT {
  @TempDir Path folder;

  @Test
  void everyPartIsMeasured() throws Exception {
    List<String> said = new ArrayList<>();

    Figures figures = new AnalyticsBench(folder, 500, 1, said::add).run();

    assertThat(figures.bare()).hasSize(1).allMatch(rate -> rate > 0);
    assertThat(figures.stream()).hasSize(1).allMatch(rate -> rate > 0);
    assertThat(figures.backfill()).hasSize(1).allMatch(rate -> rate > 0);
    assertThat(said).contains("counting results, pair 1 of 1");
  }
}
