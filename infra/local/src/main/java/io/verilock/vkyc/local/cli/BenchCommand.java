package io.verilock.vkyc.local.cli;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.verilock.vkyc.local.bench.WebhookBench;
import io.verilock.vkyc.local.text.TextTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.commons.io.FileUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures. */
@Command(
    name = "bench",
    description = {
      "Measures the dispatch of webhooks on this machine: what it costs beside a bare loop of the",
      "same HTTP client, and what bad endpoints do to the others."
    },
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  private static final int WEBHOOKS = 20_000;
  private static final int QUICK_WEBHOOKS = 4_000;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  @Option(names = "--quick", description = "Fewer webhooks: a minute, and less steady figures.")
  private boolean quick;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures as JSON, too.")
  private Path json;

  @Override
  public Integer call() throws Exception {
    Path work = Files.createTempDirectory(Files.createDirectories(Home.work()), "bench");
    try {
      WebhookBench.Figures figures =
          new WebhookBench(
                  work,
                  quick ? QUICK_WEBHOOKS : WEBHOOKS,
                  line -> System.err.println(line + " ..."))
              .run();
      System.out.print(table(figures));
      if (json != null) {
        Files.writeString(json, JSON.writeValueAsString(Map.of("webhooks", figures)) + "\n");
      }
      return 0;
    } finally {
      FileUtils.deleteDirectory(work.toFile());
    }
  }

  private static String table(WebhookBench.Figures figures) {
    TextTable table = new TextTable("lrrr", "webhooks", "measured", "beside", "ratio");
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < figures.job().size(); i++) {
      ratios.add(figures.job().get(i) / figures.bare().get(i));
    }
    table.add(
        "dispatch job / bare loop, per CPU second",
        number(median(figures.job())),
        number(median(figures.bare())),
        ratio(median(ratios)));
    table.add(
        "  spread of the runs",
        spread(figures.job()),
        spread(figures.bare()),
        "%s-%s".formatted(ratio(Collections.min(ratios)), ratio(Collections.max(ratios))));
    addLatency(
        table, "p50", figures.besideBad().p50(), figures.well().p50(), figures.wellAgain().p50());
    addLatency(
        table, "p95", figures.besideBad().p95(), figures.well().p95(), figures.wellAgain().p95());
    return table.toString();
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
