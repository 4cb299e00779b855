package io.verilock.vkyc.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.local.bench.AnalyticsBench.Figures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark runs to its end; what it measures with so few results says nothing. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class AnalyticsBenchIT {
  @TempDir Path folder;

  @Test
  void everyPartIsMeasured() throws Exception {
    List<String> said = new ArrayList<>();

    Figures figures = new AnalyticsBench(folder, 500, said::add).run();

    assertThat(figures.bare()).hasSize(3).allMatch(rate -> rate > 0);
    assertThat(figures.stream()).hasSize(3).allMatch(rate -> rate > 0);
    assertThat(figures.backfill()).hasSize(3).allMatch(rate -> rate > 0);
    assertThat(said).contains("counting results, pair 3 of 3");
  }
}
