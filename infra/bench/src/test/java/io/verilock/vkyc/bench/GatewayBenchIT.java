package io.verilock.vkyc.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.bench.GatewayBench.Figures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark runs to its end; what it measures with so few sessions says nothing. */
@Tag("media")
class GatewayBenchIT {
  private static final int SESSIONS = 5;
  private static final int SECONDS = 2;

  @TempDir Path folder;

  @Test
  void everyChunkIsTakenAndEveryRecordingIsWhole() throws Exception {
    List<String> said = new ArrayList<>();

    Figures figures = new GatewayBench(folder, SESSIONS, SECONDS, 1, said::add).run();

    assertThat(figures.gateway()).hasSize(1).allMatch(run -> run.chunks() == SECONDS * SESSIONS);
    assertThat(figures.bare()).hasSize(1).allMatch(run -> run.chunks() == SECONDS * SESSIONS);
    assertThat(figures.recordings()).isEqualTo(SESSIONS);
    assertThat(said).contains("5 sessions uploading, pair 1 of 1");
  }
}
