package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.client.StackAddress;
import io.verilock.vkyc.client.results.ResultTopic;
import io.verilock.vkyc.client.upload.SessionFiles;
import io.verilock.vkyc.client.upload.SessionUploader;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.VideoResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Uploads sessions into a running stack. */
@Command(
    name = "ingest",
    description =
        "Uploads the sessions of a manifest into a running stack, chunk by chunk, and waits for "
            + "their results. Sessions that have a result are skipped, so that an interrupted run goes on "
            + "where it was when it is started again.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./vkyc ingest people.csv",
      "  ./vkyc ingest people.csv --chunk-size 65536 --no-wait"
    })
final class IngestCommand implements Callable<Integer> {
  /** Without any news for this long, something is wrong. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

  @Mixin private StackFolder stack;

  @Mixin private ManifestFile manifest;

  @Option(
      names = "--chunk-size",
      paramLabel = "BYTES",
      defaultValue = "262144",
      description = {
        "Bytes of a chunk, 1 to 1048576. Default: ${DEFAULT-VALUE}.",
        "An interrupted run is resumed with the one it was started with."
      })
  private int chunkSize;

  @Option(
      names = "--in-flight",
      converter = PositiveNumber.class,
      defaultValue = "16",
      description = "Sessions uploaded before their results are there. Default: ${DEFAULT-VALUE}.")
  private int inFlight;

  @Option(names = "--no-wait", description = "Do not wait for the results.")
  private boolean noWait;

  @Override
  public Integer call() throws Exception {
    if (chunkSize < 1 || chunkSize > 1 << 20) {
      throw new UsageException("--chunk-size is 1 to 1048576 bytes, not " + chunkSize);
    }
    List<SessionFiles> sessions = manifest.sessions();
    StackAddress address = stack.running();
    try (ResultTopic results = new ResultTopic(address.kafka());
        SessionUploader uploader = new SessionUploader(address, chunkSize)) {
      return ingest(sessions, results, uploader);
    }
  }

  private int ingest(List<SessionFiles> sessions, ResultTopic results, SessionUploader uploader)
      throws IOException {
    Map<String, VideoResult> known = results.readToEnd();
    List<SessionFiles> todo = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (SessionFiles session : sessions) {
      if (!ended(known.get(session.sessionId()))) {
        todo.add(session);
      }
    }
    int skipped = sessions.size() - todo.size();
    OutcomeCounts counts = new OutcomeCounts();
    if (!todo.isEmpty()) {
      try (Progress progress = Progress.of(noWait ? "uploading" : "ingesting", todo.size())) {
        Set<String> waiting = new HashSet<>();
        for (SessionFiles session : todo) {
          String fault = unreadable(session);
          if (fault != null) {
            unreadable.add(session.sessionId() + ": " + fault);
            progress.step();
            continue;
          }
          uploader.upload(session, bytes -> {});
          if (noWait) {
            progress.step();
          } else {
            waiting.add(session.sessionId());
            drain(waiting, inFlight - 1, results, counts, progress);
          }
        }
        drain(waiting, 0, results, counts, progress);
      }
    }
    unreadable.forEach(fault -> System.err.println("not uploaded: " + fault));
    System.err.printf(
        "%d uploaded, %d skipped because they have a result, %d not readable%n",
        todo.size() - unreadable.size(), skipped, unreadable.size());
    if (!noWait) {
      System.err.println(counts);
    }
    return unreadable.isEmpty() ? 0 : Vkyc.FAILED;
  }

  /** Waits until at most {@code most} of the sessions have no result. */
  private static void drain(
      Set<String> waiting, int most, ResultTopic results, OutcomeCounts counts, Progress progress)
      throws IOException {
    long lastNews = System.nanoTime();
    while (waiting.size() > most) {
      Map<String, VideoResult> latest = results.next();
      int before = waiting.size();
      waiting.removeIf(
          sessionId -> {
            VideoResult result = latest.get(sessionId);
            if (!ended(result)) {
              return false;
            }
            counts.add(result);
            progress.step();
            return true;
          });
      if (waiting.size() < before) {
        lastNews = System.nanoTime();
      } else if (System.nanoTime() - lastNews > LONGEST_SILENCE.toNanos()) {
        throw new IOException(
            "no result for %s; is the job running? Its state is on Flink's page"
                .formatted(LONGEST_SILENCE));
      }
    }
  }

  private static boolean ended(VideoResult result) {
    return result != null
        && (result.getStatus() == SessionStatus.completed
            || result.getStatus() == SessionStatus.expired);
  }

  private static String unreadable(SessionFiles session) {
    for (String file : new String[] {session.video(), session.selfie(), session.document()}) {
      if (file != null && !Files.isReadable(Path.of(file))) {
        return file + " cannot be read";
      }
    }
    return null;
  }
}
