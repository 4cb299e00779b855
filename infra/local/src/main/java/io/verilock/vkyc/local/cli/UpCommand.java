package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.local.stack.LocalStack;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the stack until it is interrupted. */
@Command(
    name = "up",
    description = {
      "Starts Kafka, an object store, Flink and the jobs on this machine, until interrupted.",
      "All data is in one folder; the next start on it goes on where this one left off."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./vkyc up",
      "  ./vkyc up --set vkyc.delivery-guarantee=at-least-once",
      "  ./vkyc up --set vkyc.policy.face-match.approve-from=70",
      "",
      "All settings are in docs/configuration.md."
    })
final class UpCommand implements Callable<Integer> {
  @Mixin private StackFolder stack;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      description = "Slots of the cluster. Default: ${DEFAULT-VALUE}.")
  private int parallelism;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of the jobs. May be given more than once.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Override
  public Integer call() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  interrupted.countDown();
                  awaitQuietly(stopped);
                },
                "stop-stack"));
    try (LocalStack running =
        LocalStack.start(
            stack.folder(), parallelism, settings, line -> System.err.println(line + " ..."))) {
      System.err.printf(
          "%nThe stack is up; stop it with Ctrl-C.%n%n"
              + "  Kafka          %s%n  object store   %s%n  Flink          %s%n  data           %s%n%n"
              + "In another terminal: ./vkyc ingest MANIFEST.csv, ./vkyc results, ./vkyc review%n",
          running.address().kafka(),
          running.address().objectStore(),
          running.address().flink(),
          stack.folder());
      interrupted.await();
      System.err.println("stopping ...");
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  /** The process ends when this returns: what runs gets the time to stop. */
  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
