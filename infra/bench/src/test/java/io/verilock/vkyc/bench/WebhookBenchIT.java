package io.verilock.vkyc.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.bench.WebhookBench.Figures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark runs to its end; what it measures with so few webhooks says nothing. */
class WebhookBenchIT {
  private static final int WEBHOOKS = 100;

  @TempDir Path folder;

  @Test
  void everyPartIsMeasuredAndNoWebhookIsMissing() throws Exception {
    List<String> said = new ArrayList<>();

    Figures figures = new WebhookBench(folder, WEBHOOKS, 1, said::add).run();

    assertThat(figures.bare()).hasSize(1).allMatch(rate -> rate > 0);
    assertThat(figures.job()).hasSize(1).allMatch(rate -> rate > 0);
    assertThat(figures.well().webhooks()).isEqualTo(WEBHOOKS);
    assertThat(figures.besideBad().webhooks()).isEqualTo(WEBHOOKS / 100 * 95);
    assertThat(figures.wellAgain().webhooks()).isGreaterThanOrEqualTo(WEBHOOKS);
    assertThat(said).contains("pair 1 of 1", "one endpoint in twenty bad");
  }
}
