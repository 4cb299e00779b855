package io.verilock.vkyc.bench;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.verilock.vkyc.evaluation.text.TextTable;
import io.verilock.vkyc.local.cli.BroughtCommand;
import io.verilock.vkyc.local.cli.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures. */
@Command(
    name = "bench",
    description =
        "Measures on this machine: what counting results for analytics costs beside a plain loop over "
            + "the same results; how soon the analysts' page is answered; what the dispatch of webhooks "
            + "costs beside a bare loop of the same HTTP client, and what bad endpoints do to the others; "
            + "how long a chunk takes through the gateway beside a bare handler, with many sessions at "
            + "once, and whether their recordings are whole.",
    mixinStandardHelpOptions = true)
public final class BenchCommand implements BroughtCommand {
  private static final int WEBHOOKS = 20_000;
  private static final int QUICK_WEBHOOKS = 4_000;
  private static final int ANALYTICS_PAIRS = 3;
  private static final int WEBHOOK_PAIRS = 5;
  private static final int RESULTS = 150_000;
  private static final int QUICK_RESULTS = 50_000;
  private static final int GATEWAY_PAIRS = 3;
  private static final int SESSIONS = 500;
  private static final int QUICK_SESSIONS = 100;
  private static final int SECONDS = 10;
  private static final int QUICK_SECONDS = 5;
  private static final long SHOWN = 10_000_000;
  private static final long QUICK_SHOWN = 1_000_000;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  @Option(names = "--quick", description = "Less of all: three minutes, and less steady figures.")
  private boolean quick;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures as JSON, too.")
  private Path json;

  @Option(
      names = "--only",
      paramLabel = "PART",
      description = "Only one part: analytics, page, webhooks or gateway.")
  private Part only;

  /** What is measured. */
  private enum Part {
    analytics,
    page,
    webhooks,
    gateway
  }

  @Override
  public Integer call() throws Exception {
    Path work = Files.createTempDirectory(Files.createDirectories(Home.work()), "bench");
    Map<Part, Object> figures = new EnumMap<>(Part.class);
    List<String> tables = new ArrayList<>();
    try {
      for (Part part : only == null ? List.of(Part.values()) : List.of(only)) {
        tables.add(measure(part, work.resolve(part.name()), figures));
      }
    } finally {
      FileUtils.deleteDirectory(work.toFile());
    }
    System.out.print(String.join("\n", tables));
    if (json != null) {
      Files.writeString(json, JSON.writeValueAsString(figures) + "\n");
    }
    return 0;
  }

  /** Measures a part, keeps its figures, and gives its table. */
  private String measure(Part part, Path folder, Map<Part, Object> figures) throws Exception {
    switch (part) {
      case analytics -> {
        var measured =
            new AnalyticsBench(
                    folder, quick ? QUICK_RESULTS : RESULTS, ANALYTICS_PAIRS, BenchCommand::say)
                .run();
        figures.put(part, measured);
        return table(measured);
      }
      case page -> {
        var measured = new AnalyticsPageBench(quick ? QUICK_SHOWN : SHOWN, BenchCommand::say).run();
        figures.put(part, measured);
        return table(measured);
      }
      case webhooks -> {
        var measured =
            new WebhookBench(
                    folder, quick ? QUICK_WEBHOOKS : WEBHOOKS, WEBHOOK_PAIRS, BenchCommand::say)
                .run();
        figures.put(part, measured);
        return table(measured);
      }
      case gateway -> {
        var measured =
            new GatewayBench(
                    folder,
                    quick ? QUICK_SESSIONS : SESSIONS,
                    quick ? QUICK_SECONDS : SECONDS,
                    GATEWAY_PAIRS,
                    BenchCommand::say)
                .run();
        figures.put(part, measured);
        return table(measured);
      }
    }
    throw new IllegalArgumentException("there is no part " + part);
  }

  private static void say(String line) {
    System.err.println(line + " ...");
  }

  private static String table(AnalyticsBench.Figures figures) {
    TextTable table = new TextTable("lrrr", "analytics", "measured", "beside", "ratio");
    addRates(
        table,
        "results counted as they come / plain loop, per CPU second",
        figures.stream(),
        figures.bare());
    addRates(
        table, "results counted by a backfill / plain loop", figures.backfill(), figures.bare());
    return table.toString();
  }

  private static String table(AnalyticsPageBench.Figures figures) {
    TextTable table = new TextTable("lrr", "analysts' page", "first ms", "median ms");
    for (AnalyticsPageBench.Answer answer : figures.answers()) {
      table.add(
          "answer for %s, %,d records in %d MB of heap"
              .formatted(answer.range(), figures.rows(), figures.heapBytes() >> 20),
          Long.toString(answer.first()),
          Long.toString(answer.median()));
    }
    return table.toString();
  }

  private static String table(WebhookBench.Figures figures) {
    TextTable table = new TextTable("lrrr", "webhooks", "measured", "beside", "ratio");
    addRates(table, "dispatch job / bare loop, per CPU second", figures.job(), figures.bare());
    addLatency(
        table, "p50", figures.besideBad().p50(), figures.well().p50(), figures.wellAgain().p50());
    addLatency(
        table, "p95", figures.besideBad().p95(), figures.well().p95(), figures.wellAgain().p95());
    return table.toString();
  }

  private static String table(GatewayBench.Figures figures) {
    TextTable table = new TextTable("lrrr", "gateway", "measured", "beside", "ratio");
    addRates(
        table,
        "p50 ms of a chunk, %d sessions at once / bare handler".formatted(figures.sessions()),
        figures.gateway().stream().map(run -> (double) Math.max(1, run.p50())).toList(),
        figures.bare().stream().map(run -> (double) Math.max(1, run.p50())).toList());
    addRates(
        table,
        "p95 ms",
        figures.gateway().stream().map(run -> (double) Math.max(1, run.p95())).toList(),
        figures.bare().stream().map(run -> (double) Math.max(1, run.p95())).toList());
    table.add(
        "recordings byte for byte in the object store",
        Integer.toString(figures.recordings()),
        Integer.toString(figures.sessions()),
        ratio((double) figures.recordings() / figures.sessions()));
    return table.toString();
  }

  private static void addRates(
      TextTable table, String name, List<Double> measured, List<Double> beside) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < measured.size(); i++) {
      ratios.add(measured.get(i) / beside.get(i));
    }
    table.add(name, number(median(measured)), number(median(beside)), ratio(median(ratios)));
    table.add(
        "  spread of the runs",
        spread(measured),
        spread(beside),
        "%s-%s".formatted(ratio(Collections.min(ratios)), ratio(Collections.max(ratios))));
  }

  private static void addLatency(TextTable table, String name, long bad, long before, long after) {
    table.add(
        name + " ms, one endpoint in twenty bad / none before and after",
        Long.toString(bad),
        "%d, %d".formatted(before, after),
        ratio(2.0 * bad / (before + after)));
  }

  private static double median(List<Double> runs) {
    return runs.stream().sorted().toList().get(runs.size() / 2);
  }

  private static String spread(List<Double> runs) {
    List<Double> sorted = runs.stream().sorted().toList();
    return "%s-%s".formatted(number(sorted.get(0)), number(sorted.get(sorted.size() - 1)));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
