package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.client.StackException;
import io.verilock.vkyc.local.stack.LocalStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the stack until it is interrupted. */
@Command(
    name = "up",
    description = {
      "Starts Kafka, an object store, PostgreSQL, Flink, the jobs and the HTTP gateway on this machine, "
          + "until interrupted.",
      "All data is in one folder; the next start on it goes on where this one left off."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./vkyc up",
      "  ./vkyc up --set vkyc.delivery-guarantee=at-least-once",
      "  ./vkyc up --set vkyc.policy.face-match.approve-from=70",
      "  ./vkyc up --set vkyc.gateway.database.url=jdbc:postgresql://localhost/kyc",
      "",
      "All settings are in docs/configuration.md, those of the gateway in docs/http.md."
    })
final class UpCommand implements Callable<Integer> {
  private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

  private final Starter starter;

  @Mixin private StackFolder stack;
  @Mixin private JobSettings settings;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      converter = PositiveNumber.class,
      description = "Slots of the cluster. Default: ${DEFAULT-VALUE}.")
  private int parallelism;

  UpCommand() {
    this(LocalStack::start);
  }

  UpCommand(Starter starter) {
    this.starter = starter;
  }

  /** Starts a stack. */
  @FunctionalInterface
  interface Starter {
    LocalStack start(
        Path folder, int parallelism, Map<String, String> settings, Consumer<String> says)
        throws StackException;
  }

  @Override
  public Integer call() throws Exception {
    settings.checkStack(Map.of());
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  interrupted.countDown();
                  awaitStop(stopped);
                },
                "stop-stack"));
    try (LocalStack running =
        starter.start(
            stack.folder(),
            parallelism,
            settings.toMap(),
            line -> System.err.println(line + " ..."))) {
      running.stopsInOrder();
      System.err.printf(
          "%nThe stack is up; stop it with Ctrl-C.%n%n"
              + "  API            %s  (%s/docs)%n  API key        %s%n"
              + "  Kafka          %s%n  object store   %s%n  PostgreSQL     %s%n  Flink          %s%n"
              + "  data           %s%n%s%n"
              + "Six commands from the key to a result: docs/http.md%n"
              + "To record yourself, in another terminal: ./vkyc invite%n"
              + "Also there: ./vkyc ingest MANIFEST.csv, ./vkyc results, ./vkyc review,"
              + " ./vkyc webhooks, ./vkyc keys, ./vkyc sql%n",
          running.address().gateway(),
          running.address().gateway(),
          running.firstKey(),
          running.address().kafka(),
          running.address().objectStore(),
          running.address().database(),
          running.address().flink(),
          stack.folder(),
          signInLinks(running));
      interrupted.await();
      System.err.println("stopping ...");
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  /** Nothing where the stack has no staff. */
  private static String signInLinks(LocalStack running) {
    return running.signInLinks().entrySet().stream()
        .map(link -> "  sign in as     %s: %s%n".formatted(link.getKey(), link.getValue()))
        .collect(Collectors.joining());
  }

  /** The process ends when this returns: what runs gets some time to stop. */
  private static void awaitStop(CountDownLatch stopped) {
    try {
      if (!stopped.await(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.printf(
            "not stopped after %d s: ending anyway; the next start recovers%n",
            LONGEST_STOP.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
