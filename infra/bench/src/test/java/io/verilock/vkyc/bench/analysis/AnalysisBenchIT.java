package io.verilock.vkyc.bench.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.verilock.vkyc.bench.BenchRun;
import io.verilock.vkyc.bench.Figure;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmarks run to their ends; what they measure on one short clip says nothing. */
@Tag("media")
class AnalysisBenchIT {
  @TempDir Path folder;

  @Test
  void decodingStandsBesideTheProgram() throws Exception {
    List<Figure> figures = DecodingBench.measure(smallest());

    assumeFalse(figures.isEmpty(), "the ffmpeg program does not start here");
    assertThat(figures).extracting(Figure::name).containsExactly("decoding");
    assertThat(figures).allSatisfy(figure -> assertThat(figure.ratio()).isPositive());
  }

  @Test
  void everyNetworkStandsBesideItself() throws Exception {
    List<Figure> figures = NetworksBench.measure(smallest());

    assertThat(figures)
        .extracting(Figure::name)
        .contains("network_face_detector", "network_face_aligner", "step_find", "step_template");
    assertThat(figures).allSatisfy(figure -> assertThat(figure.ratio()).isPositive());
  }

  @Test
  void thePipelineStandsBesideTheLoop() throws Exception {
    List<Figure> figures = PipelineBench.measure(smallest());

    assertThat(figures).extracting(Figure::name).containsExactly("pipeline");
    // Every session must have had its result, or there would be no figures.
    assertThat(figures.get(0).measured()).hasSameSizeAs(figures.get(0).limit()).hasSize(1);
    assertThat(figures.get(0).medianLimit()).isPositive();
    assertThat(figures.get(0).budget()).isEqualTo(0.9);
  }

  @Test
  void writingDownStandsBesideHearing() throws Exception {
    List<Figure> figures = SpeechBench.measure(smallest());

    assumeFalse(figures.isEmpty(), "there are no recorded sentences beside the checkout");
    assertThat(figures)
        .extracting(Figure::name)
        .containsExactly("speech_moonshine_base", "speech_moonshine_tiny");
    assertThat(figures).allSatisfy(figure -> assertThat(figure.ratio()).isGreaterThan(1));
  }

  private BenchRun smallest() {
    return new BenchRun(folder, BenchRun.Extent.SMALLEST, step -> {});
  }
}
