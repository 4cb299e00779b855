package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.client.upload.SessionFiles;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.local.batch.BatchAnalysis;
import io.verilock.vkyc.local.batch.OrderedLines;
import io.verilock.vkyc.schemas.ResultJson;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Analyses files without a running stack. */
@Command(
    name = "batch",
    description =
        "Analyses the sessions of a manifest: files in, one JSON result per line out, in the "
            + "manifest's order. The same analysis as the stack's, without Kafka.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExit codes and examples:%n",
    footer = {
      "  0  every row has a line in the results; rows that could not be analysed say why in it",
      "  1  the analysis failed        2  the manifest cannot be used",
      "",
      "  ./vkyc batch people.csv --out results.jsonl",
      "  ./vkyc batch people.csv --out results.jsonl --set vkyc.models.pack=fallback"
    })
final class BatchCommand implements Callable<Integer> {
  @Mixin private ManifestFile manifest;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the results go, such as results.jsonl.")
  private Path out;

  @Option(
      names = "--parallelism",
      converter = PositiveNumber.class,
      description = "Sessions analysed at the same time. Default: one for each processor.")
  private int parallelism = Runtime.getRuntime().availableProcessors();

  @Mixin private JobSettings settings;

  @Override
  public Integer call() throws Exception {
    List<SessionFiles> sessions = manifest.sessions();
    VideoAnalysisConfig config = settings.check();
    OutcomeCounts counts = new OutcomeCounts();
    List<String> order = sessions.stream().map(SessionFiles::sessionId).toList();
    List<String> missing;
    try (OrderedLines lines = new OrderedLines(order, out);
        Progress progress = Progress.of("analysing", sessions.size())) {
      new BatchAnalysis(config, parallelism)
          .run(
              sessions,
              result -> {
                lines.add(result.getSessionId(), ResultJson.line(result));
                counts.add(result);
                progress.step();
              });
      missing = lines.missing();
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "%d sessions have no result, the first is %s; what there is stands in %s.part"
              .formatted(missing.size(), missing.get(0), out));
    }
    System.err.printf("%s%nresults are in %s%n", counts, out);
    return 0;
  }
}
