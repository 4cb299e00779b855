package io.verilock.vkyc.local.stack;

import io.verilock.vkyc.jobs.settings.FlinkSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster in this process, with its web page, and its checkpoints in a folder. */
public final class EmbeddedFlink implements AutoCloseable {
  private static final String CHECKPOINT = "chk-";

  private final MiniCluster cluster;
  private final URI webPage;
  private final Path checkpoints;

  private EmbeddedFlink(MiniCluster cluster, URI webPage, Path checkpoints) {
    this.cluster = cluster;
    this.webPage = webPage;
    this.checkpoints = checkpoints;
  }

  /** Draws a job's graph into an environment. */
  public interface Graph {
    void draw(StreamExecutionEnvironment env);
  }

  /** Starts a cluster whose page is on a port that is free. */
  public static EmbeddedFlink start(Path folder, int slots) throws Exception {
    return start(folder, slots, 0);
  }

  /**
   * Starts a cluster.
   *
   * @param port of its page; 0 for any that is free
   */
  public static EmbeddedFlink start(Path folder, int slots, int port) throws Exception {
    Path checkpoints = Files.createDirectories(folder.resolve("checkpoints"));
    Configuration configuration = new Configuration();
    // Hadoop's shutdown hook outlives the cluster, in a process that ends with it.
    configuration.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    configuration.set(RestOptions.PORT, port);
    configuration.set(RestOptions.BIND_PORT, Integer.toString(port));
    configuration.set(RestOptions.ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
    cluster.start();
    return new EmbeddedFlink(cluster, cluster.getRestAddress().get(), checkpoints);
  }

  /** Flink's web page. */
  public URI webPage() {
    return webPage;
  }

  /**
   * Runs a job; it goes on from its last checkpoint in this folder, if there is one.
   *
   * @param parallelism slots it takes
   */
  public JobID run(String name, int parallelism, Graph graph) throws Exception {
    Path own = Files.createDirectories(checkpoints.resolve(name));
    Configuration configuration = FlinkSettings.strict(new Configuration());
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, own.toUri().toString());
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    Optional<Path> last = lastCheckpoint(own);
    last.ifPresent(
        path -> {
          configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString());
          // The job owns what it starts from, so that old checkpoints do not pile up.
          configuration.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        });
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    graph.draw(env);
    var plan = env.getStreamGraph();
    plan.setJobName(name);
    return cluster.submitJob(plan.getJobGraph()).get().getJobID();
  }

  /** Whether every task of the job runs. */
  public boolean running(JobID job) throws InterruptedException, IOException {
    try {
      return cluster.getJobStatus(job).get() == JobStatus.RUNNING
          && Stream.of(cluster.getExecutionGraph(job).get())
              .flatMap(
                  graph ->
                      java.util.stream.StreamSupport.stream(
                          graph.getAllExecutionVertices().spliterator(), false))
              .allMatch(
                  vertex ->
                      vertex.getExecutionState()
                          == org.apache.flink.runtime.execution.ExecutionState.RUNNING);
    } catch (ExecutionException e) {
      throw new IOException("Flink does not say how the job is", e);
    }
  }

  /** Why the job failed last, if it ever did; it may run again since. */
  public Optional<String> failure(JobID job) throws InterruptedException, IOException {
    try {
      return Optional.ofNullable(cluster.getExecutionGraph(job).get().getFailureInfo())
          .map(info -> info.getExceptionAsString());
    } catch (ExecutionException e) {
      throw new IOException("Flink does not say how the job is", e);
    }
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }

  private static Optional<Path> lastCheckpoint(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder, 3)) {
      return found
          .filter(path -> path.endsWith("_metadata"))
          .map(Path::getParent)
          .filter(path -> path.getFileName().toString().startsWith(CHECKPOINT))
          .max(Comparator.comparing(EmbeddedFlink::modified));
    }
  }

  private static long modified(Path checkpoint) {
    return checkpoint.resolve("_metadata").toFile().lastModified();
  }
}
