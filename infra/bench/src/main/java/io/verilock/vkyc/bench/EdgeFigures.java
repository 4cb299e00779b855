package io.verilock.vkyc.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** What is measured around the analysis: analytics, the analysts' page, webhooks, the gateway. */
final class EdgeFigures {
  private EdgeFigures() {}

  static List<Figure> analytics(BenchRun run) throws Exception {
    var measured =
        new AnalyticsBench(run.folder(), run.either(150_000, 50_000), 3, run.says()).run();
    return List.of(
        Figure.plain(
            "analytics_stream",
            "results counted as they come / plain loop, per CPU second",
            measured.stream(),
            measured.bare()),
        Figure.plain(
            "analytics_backfill",
            "results counted by a backfill / plain loop, per CPU second",
            measured.backfill(),
            measured.bare()));
  }

  static List<Figure> page(BenchRun run) throws Exception {
    var measured = new AnalyticsPageBench(run.either(10_000_000, 1_000_000), run.says()).run();
    List<Figure> figures = new ArrayList<>();
    for (AnalyticsPageBench.Answer answer : measured.answers()) {
      figures.add(
          Figure.plain(
              "page_" + answer.range().replace(' ', '_'),
              String.format(
                  Locale.ROOT,
                  "median ms of an answer for %s, %,d records in %d MB of heap (first: %d ms)",
                  answer.range(),
                  measured.rows(),
                  measured.heapBytes() >> 20,
                  answer.first()),
              List.of((double) answer.median()),
              List.of()));
    }
    return figures;
  }

  static List<Figure> webhooks(BenchRun run) throws Exception {
    var measured = new WebhookBench(run.folder(), run.either(20_000, 4_000), 5, run.says()).run();
    return List.of(
        Figure.plain(
            "webhook_dispatch",
            "webhooks of the dispatch job / bare loop, per CPU second",
            measured.job(),
            measured.bare()),
        besideBad("p50", measured, WebhookBench.Latency::p50),
        besideBad("p95", measured, WebhookBench.Latency::p95));
  }

  private static Figure besideBad(
      String name, WebhookBench.Figures measured, ToLongFunction<WebhookBench.Latency> latency) {
    double bad = latency.applyAsLong(measured.besideBad());
    return Figure.plain(
        "webhook_" + name,
        name + " ms, one endpoint in twenty bad / none before and after",
        List.of(bad, bad),
        List.of(
            (double) latency.applyAsLong(measured.well()),
            (double) latency.applyAsLong(measured.wellAgain())));
  }

  static List<Figure> gateway(BenchRun run) throws Exception {
    var measured =
        new GatewayBench(run.folder(), run.either(500, 100), run.either(10, 5), 3, run.says())
            .run();
    return List.of(
        latency("p50", measured, GatewayBench.Milliseconds::p50),
        latency("p95", measured, GatewayBench.Milliseconds::p95),
        new Figure(
            "gateway_recordings",
            "recordings byte for byte in the object store / uploaded",
            List.of((double) measured.recordings()),
            List.of((double) measured.sessions()),
            Figure.Goal.atLeast(1)));
  }

  private static Figure latency(
      String name,
      GatewayBench.Figures measured,
      ToLongFunction<GatewayBench.Milliseconds> latency) {
    return Figure.plain(
        "gateway_chunk_" + name,
        "%s ms of a chunk, %d sessions at once / bare handler".formatted(name, measured.sessions()),
        millis(measured.gateway(), latency),
        millis(measured.bare(), latency));
  }

  private static List<Double> millis(
      List<GatewayBench.Milliseconds> runs, ToLongFunction<GatewayBench.Milliseconds> latency) {
    return runs.stream().map(one -> (double) Math.max(1, latency.applyAsLong(one))).toList();
  }
}
