package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.client.results.ResultTopic;
import io.verilock.vkyc.client.upload.HttpUploader;
import io.verilock.vkyc.evaluation.report.ReportWriter;
import io.verilock.vkyc.evaluation.report.SessionReplay;
import io.verilock.vkyc.evaluation.report.SessionView;
import io.verilock.vkyc.evaluation.samples.DemoSamples;
import io.verilock.vkyc.evaluation.samples.DemoSession;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisConfig;
import io.verilock.vkyc.local.stack.LocalStack;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.pack.SharedModels;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.VideoResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the whole way on sample sessions. */
@Command(
    name = "demo",
    description =
        "Starts the stack in a folder of its own, uploads sample sessions over HTTP, chunk by chunk, and shows "
            + "their results as a table and as a report with the frames that were judged.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
  private static final int CHUNK_BYTES = 64 << 10;

  /** Seconds: leaves time for the turns of a head, and for nothing else. */
  private static final int LONGEST_ANSWER = 14;

  @Option(
      names = "--pack",
      defaultValue = "default",
      description = "Model pack: open, fallback or default (the first that can be had).")
  private String pack;

  @Mixin private JobSettings settings;

  @Override
  public Integer call() throws Exception {
    Map<String, String> chosen = Map.of(VideoAnalysisConfig.PACK.key(), pack);
    VideoAnalysisConfig config = settings.checkStack(chosen);
    Map<String, String> jobSettings = settings.with(chosen);
    Path work = Home.work().resolve("demo");
    erase(work);
    Files.createDirectories(work);
    // Borrowed for the whole run, so that the pack is looked for, and loaded, once.
    try (SharedModels.Lease models = SharedModels.acquire(config.models())) {
      say("models: pack %s", models.models().pack());
      return show(work, models.models(), config, jobSettings);
    }
  }

  private int show(
      Path work, ModelSet models, VideoAnalysisConfig config, Map<String, String> jobSettings)
      throws Exception {
    DemoSamples samples = DemoSamples.of(Home.checkout(), work.resolve("samples"), models);
    say("%d sample sessions. %s", samples.sessions().size(), samples.origin());
    List<VideoResult> results = new ArrayList<>();
    List<HttpUploader.Asked> asked = new ArrayList<>();
    try (LocalStack stack =
        LocalStack.start(work.resolve("stack"), 2, jobSettings, line -> say("%s ...", line))) {
      HttpUploader uploader =
          new HttpUploader(URI.create(stack.address().gateway()), stack.firstKey(), CHUNK_BYTES);
      say("uploading to %s ...", stack.address().gateway());
      try (ResultTopic topic = new ResultTopic(stack.address().kafka())) {
        for (DemoSession session : samples.sessions()) {
          asked.add(upload(uploader, session));
        }
        say("waiting for the results ...");
        for (int i = 0; i < asked.size(); i++) {
          results.add(result(topic, asked.get(i).sessionId(), samples.sessions().get(i)));
        }
      }
      say("stopping ...");
    }
    Path report = report(work, samples, asked, results, models, config);
    System.out.printf(
        "%n%s%nLook at the frames that were judged:   %s%n"
            + "Analyse files of your own:             ./vkyc batch MANIFEST.csv --out results.jsonl%n"
            + "Run the whole stack:                   ./vkyc up%n",
        ResultListing.of(results), report.toUri());
    return 0;
  }

  /** Uploads a session; one that asks for something is recorded when it is known what for. */
  private static HttpUploader.Asked upload(HttpUploader uploader, DemoSession session)
      throws IOException {
    int[] chunks = {0};
    HttpUploader.Asked asked;
    if (session.answer().isPresent()) {
      asked = uploader.ask(session.files(), LONGEST_ANSWER);
      session.record(asked.prompts());
      uploader.send(asked.sessionId(), session.files(), bytes -> chunks[0]++);
    } else {
      String sessionId = uploader.upload(session.files(), bytes -> chunks[0]++);
      asked = new HttpUploader.Asked(sessionId, List.of());
    }
    say(
        "  uploaded %-20s %3d chunks  %s",
        session.files().sessionId(), chunks[0], session.purpose());
    return asked;
  }

  private static Path report(
      Path work,
      DemoSamples samples,
      List<HttpUploader.Asked> asked,
      List<VideoResult> results,
      ModelSet models,
      VideoAnalysisConfig config)
      throws IOException {
    say("writing the report ...");
    SessionReplay replay = new SessionReplay(models, config);
    List<SessionView> views = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      DemoSession session = samples.sessions().get(i);
      views.add(
          replay.view(session.purpose(), session.files(), results.get(i), asked.get(i).prompts()));
    }
    Path report = work.resolve("report.html");
    new ReportWriter().write(report, samples.origin(), models.pack(), views);
    return report;
  }

  /** The result of a session, under the name that the sample has. */
  private static VideoResult result(ResultTopic topic, String sessionId, DemoSession session)
      throws IOException {
    String name = session.files().sessionId();
    VideoResult result =
        topic
            .await(sessionId, news -> news.getStatus() == SessionStatus.completed, LONGEST_WAIT)
            .orElseThrow(
                () ->
                    new IOException(
                        "session %s has no result after %d s"
                            .formatted(name, LONGEST_WAIT.toSeconds())));
    return VideoResult.newBuilder(result).setSessionId(name).build();
  }

  private static void erase(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> found = Files.walk(folder)) {
        for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static void say(String format, Object... values) {
    System.err.printf(format + "%n", values);
  }
}
