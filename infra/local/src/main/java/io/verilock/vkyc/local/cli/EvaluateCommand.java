package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.evaluation.Evaluation;
import io.verilock.vkyc.evaluation.EvaluationProgress;
import io.verilock.vkyc.evaluation.EvaluationReport;
import io.verilock.vkyc.evaluation.data.DataException;
import io.verilock.vkyc.evaluation.data.DataReader;
import io.verilock.vkyc.evaluation.data.LabelledData;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.models.pack.Dictations;
import io.verilock.vkyc.models.pack.ModelChoice;
import io.verilock.vkyc.models.pack.Packs;
import io.verilock.vkyc.models.pack.SharedModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures a pack on labelled data. */
@Command(
    name = "evaluate",
    description = {
      "Runs a model pack over labelled pictures and videos, and writes how often it errs: "
          + "report.html for people, report.json for programs.",
      "",
      "The folder has one or more of pairs.csv, doc_pairs.csv, documents.csv, liveness.csv and "
          + "liveness_videos.csv; docs/evaluation.md says what they hold, and what the figures mean."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExit codes and examples:%n",
    footer = {
      "  0  the reports are there; pictures that could not be read are named in them",
      "  1  the evaluation failed      2  the data cannot be used",
      "",
      "  ./vkyc evaluate --data labelled --out figures",
      "  ./vkyc evaluate --data labelled --out figures --pack fallback"
    })
final class EvaluateCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      required = true,
      description = "The labelled data.")
  private Path data;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      required = true,
      description = "Where the reports go.")
  private Path out;

  @Option(
      names = "--pack",
      defaultValue = Packs.DEFAULT,
      description = "Model pack: open, fallback or default (the first that can be had).")
  private String pack;

  @Option(
      names = "--dictation",
      defaultValue = Dictations.DEFAULT,
      description = "Who writes speech down: moonshine-base (the default), moonshine-tiny or none.")
  private String dictation;

  @Override
  public Integer call() throws Exception {
    LabelledData labelled = labelled();
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new UsageException("%s: is a file, name a folder".formatted(out));
    }
    EvaluationReport report;
    try (SharedModels.Lease models = SharedModels.acquire(new ModelChoice(pack, dictation));
        Bars bars = new Bars()) {
      VideoAnalysisConfig config = VideoAnalysisConfig.from(new Configuration());
      report = new Evaluation(models.models(), config).run(labelled, out, bars);
    }
    if (!report.unreadable().isEmpty()) {
      System.err.printf(
          "%d files could not be read and are left out, the first is %s: %s%n",
          report.unreadable().size(),
          report.unreadable().firstKey(),
          report.unreadable().get(report.unreadable().firstKey()));
    }
    System.err.printf(
        "pack %s: the figures are in %s and report.json beside it%n",
        report.pack(), out.resolve("report.html"));
    return 0;
  }

  private LabelledData labelled() throws UsageException {
    try {
      if (!pack.equals(Packs.DEFAULT)) {
        Packs.named(pack);
      }
      if (!Dictations.names().contains(dictation)) {
        throw new UsageException(
            "--dictation %s: there are %s".formatted(dictation, Dictations.names()));
      }
      return DataReader.read(data);
    } catch (DataException | IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /** A bar for each stage. */
  private static final class Bars implements EvaluationProgress, AutoCloseable {
    private Progress progress;

    @Override
    public void begin(String task, String unit, int total) {
      close();
      progress = Progress.of(task, unit, total);
    }

    @Override
    public void step() {
      progress.step();
    }

    @Override
    public void close() {
      if (progress != null) {
        progress.close();
      }
    }
  }
}
