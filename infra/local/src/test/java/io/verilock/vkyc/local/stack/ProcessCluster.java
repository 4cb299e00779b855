package io.verilock.vkyc.local.stack;

import io.verilock.vkyc.models.pack.FetchProgress;
import io.verilock.vkyc.models.pack.FileStatus;
import io.verilock.vkyc.models.pack.Pack;
import io.verilock.vkyc.models.pack.PackException;
import io.verilock.vkyc.models.pack.PackLocator;
import io.verilock.vkyc.models.pack.Packs;
import io.verilock.vkyc.servers.EmbeddedKafka;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.EmptyTopics;
import io.verilock.vkyc.testing.FlinkProcesses;
import io.verilock.vkyc.testing.FlinkRest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A broker, and a Flink cluster of a process for each of its parts that has the jobs' jar: the same
 * for all tests of this JVM. Each begins with two TaskManagers, no job and empty topics.
 */
public final class ProcessCluster implements AutoCloseable {
  private static final int TASK_MANAGERS = 2;

  private final Path folder;
  private final EmbeddedKafka kafka;
  private final FlinkProcesses flink;
  private final FlinkRest rest;
  private final Optional<Path> openPack;
  private final String jar;
  private int started;

  private ProcessCluster() throws Exception {
    folder = Files.createTempDirectory("process-cluster").toRealPath();
    kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    openPack = findOpenPack();
    flink =
        new FlinkProcesses(
            folder,
            Path.of("target", "process-cluster"),
            openPack.map(pack -> Map.of("VKYC_MODELS", pack.toString())).orElse(Map.of()));
    rest = new FlinkRest(flink.rest());
    for (int i = 0; i < TASK_MANAGERS; i++) {
      startTaskManager();
    }
    awaitTaskManagers();
    jar = rest.upload(Path.of(System.getProperty("vkyc.job.jar")));
  }

  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** The folder of the open model pack, if it can be had. */
  public Optional<Path> openPack() {
    return openPack;
  }

  /** A folder that every process can use. */
  public Path folder() {
    return folder;
  }

  public FlinkRest rest() {
    return rest;
  }

  /**
   * Runs a job of the jar; gives its id at once, before all of it runs.
   *
   * @param main its class, or null for the jar's main class
   * @param savepoint to go on from, or null
   */
  public String run(String main, Map<String, String> settings, String savepoint) throws Exception {
    return rest.run(jar, main, settings, TASK_MANAGERS, savepoint);
  }

  /** Ends the process that runs a subtask as kill -9 does, and starts another in its place. */
  public void loseTaskManager(String job, String operator, int subtask) throws Exception {
    flink.kill(rest.taskManager(job, operator, subtask));
    startTaskManager();
  }

  /** Waits for a condition; says which one it was, and what happened to the job, if in vain. */
  public void await(String what, String job, Callable<Boolean> condition) throws Exception {
    Await.until(
        what,
        () -> {
          if (!flink.dead().isEmpty()) {
            throw new AssertionError("ended while waiting for " + what + ": " + flink.dead());
          }
          return condition.call();
        },
        () -> "the job's last failure: " + rest.lastFailure(job));
  }

  @Override
  public void close() throws Exception {
    flink.close();
    kafka.close();
    FileUtils.deleteDirectory(folder.toFile());
  }

  private void startTaskManager() throws Exception {
    flink.startTaskManager("tm-" + ++started);
  }

  private void awaitTaskManagers() throws Exception {
    Await.until("TaskManagers", () -> rest.taskManagers() == TASK_MANAGERS);
  }

  private void makeReady() throws Exception {
    rest.cancelAll();
    awaitTaskManagers();
    EmptyTopics.make(kafka.bootstrapServers());
  }

  private static Optional<Path> findOpenPack() {
    Pack pack = Packs.named("open");
    PackLocator places = PackLocator.standard();
    try {
      places.locate(pack.manifest(), pack.fetcher(), FetchProgress.NONE);
      FileStatus status = places.verify(pack.manifest()).get(0);
      Path below = Path.of(status.file().file());
      Path found = status.where().orElseThrow();
      return Optional.of(
          found.getRoot().resolve(found.subpath(0, found.getNameCount() - below.getNameCount())));
    } catch (PackException e) {
      System.out.println("the open model pack cannot be had: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Hands tests the cluster. */
  public static final class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == ProcessCluster.class;
    }

    @Override
    public ProcessCluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
      try {
        ProcessCluster cluster =
            context
                .getRoot()
                .getStore(Namespace.create(ProcessCluster.class))
                .getOrComputeIfAbsent(ProcessCluster.class, key -> started(), ProcessCluster.class);
        cluster.makeReady();
        return cluster;
      } catch (Exception e) {
        throw new IllegalStateException("the cluster is not ready", e);
      }
    }

    private static ProcessCluster started() {
      try {
        return new ProcessCluster();
      } catch (Exception e) {
        throw new IllegalStateException("the cluster did not start", e);
      }
    }
  }
}
