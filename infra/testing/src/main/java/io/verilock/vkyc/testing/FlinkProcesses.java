package io.verilock.vkyc.testing;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Flink cluster with a process for each of its parts, on loopback, that knows nothing of the jobs
 * it is given. What each process says stands in a file of its name.
 */
public final class FlinkProcesses implements AutoCloseable {
  /**
   * What a distribution of Flink has on its class path: no connector to others' systems, no
   * formats, no Hadoop.
   */
  private static final Pattern DISTRIBUTION =
      Pattern.compile(
          "(flink-(?!avro|connector)|flink-connector-datagen|RoaringBitmap|async-profiler|commons-cli|commons-collections-"
              + "|commons-compress|commons-io|commons-lang3|commons-math3|commons-text|frocksdbjni"
              + "|javassist|kryo|log4j-|lz4-java|minlog|objenesis|reflectasm|slf4j-api"
              + "|snakeyaml-engine|snappy-java).*\\.jar");

  private static final String JOB_MANAGER =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

  private final Path folder;
  private final Path logs;
  private final Map<String, String> environment;
  private final Map<String, Process> processes = new LinkedHashMap<>();
  private final Thread atExit = new Thread(this::killAll);
  private final URI rest;

  /** Starts a JobManager. */
  public FlinkProcesses(Path folder, Path logs, Map<String, String> environment)
      throws IOException {
    this.folder = folder;
    this.logs = logs;
    this.environment = environment;
    int[] ports = freePorts();
    rest = URI.create("http://127.0.0.1:" + ports[1]);
    Files.createDirectories(logs);
    Files.createDirectories(folder.resolve("tmp"));
    Path conf = Files.createDirectories(folder.resolve("conf"));
    Files.write(conf.resolve("config.yaml"), configuration(ports[0], ports[1]));
    Files.write(
        conf.resolve("log4j2.properties"),
        List.of(
            "rootLogger.level = INFO",
            "rootLogger.appenderRef.out.ref = Out",
            "appender.out.name = Out",
            "appender.out.type = CONSOLE",
            "appender.out.layout.type = PatternLayout",
            "appender.out.layout.pattern = %d{ISO8601} %-5p %c{1.} %m%n"));
    Runtime.getRuntime().addShutdownHook(atExit);
    launch("job-manager", JOB_MANAGER, List.of("-Xmx448m"), List.of());
  }

  public URI rest() {
    return rest;
  }

  public void startTaskManager(String name) throws IOException {
    launch(
        name,
        TASK_MANAGER,
        List.of("-Xmx640m", "-XX:MaxDirectMemorySize=704m", "-XX:MaxMetaspaceSize=512m"),
        List.of("-D", "taskmanager.resource-id=" + name));
  }

  /** Ends a process as kill -9 does. */
  public void kill(String name) throws InterruptedException {
    Process process = processes.remove(name);
    process.destroyForcibly();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException(name + " outlived kill -9");
    }
  }

  /** Processes that ended by themselves. */
  public List<String> dead() {
    return processes.entrySet().stream()
        .filter(entry -> !entry.getValue().isAlive())
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public void close() throws InterruptedException {
    Runtime.getRuntime().removeShutdownHook(atExit);
    killAll();
    for (Process process : processes.values()) {
      process.waitFor(10, TimeUnit.SECONDS);
    }
  }

  private void killAll() {
    processes.values().forEach(Process::destroyForcibly);
  }

  private void launch(
      String name, String mainClass, List<String> jvmOptions, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ChildJvm.options());
    // The jobs' jar is put together of many: here its classes are verified, as where it will run.
    command.removeIf(option -> option.endsWith("BytecodeVerificationRemote"));
    command.add("-Djava.awt.headless=true");
    command.add("-Djava.io.tmpdir=" + folder.resolve("tmp"));
    // Otherwise an earlier test's libraries would do, and their lack in the job's jar pass unseen.
    command.add("-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("javacpp"));
    command.add(
        "-Dlog4j2.configurationFile=" + folder.resolve("conf").resolve("log4j2.properties"));
    command.addAll(jvmOptions);
    command.add(mainClass);
    command.addAll(List.of("--configDir", folder.resolve("conf").toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(logs.resolve(name + ".log").toFile());
    builder.environment().putAll(environment);
    builder.environment().put("CLASSPATH", distribution());
    processes.put(name, builder.start());
  }

  private static String distribution() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> DISTRIBUTION.matcher(Path.of(entry).getFileName().toString()).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private List<String> configuration(int rpcPort, int restPort) {
    return List.of(
        "jobmanager.rpc.address: 127.0.0.1",
        "jobmanager.rpc.port: " + rpcPort,
        "jobmanager.bind-host: 127.0.0.1",
        "rest.address: 127.0.0.1",
        "rest.bind-address: 127.0.0.1",
        "rest.port: " + restPort,
        "web.upload.dir: " + folder.resolve("tmp"),
        "io.tmp.dirs: " + folder.resolve("tmp"),
        "taskmanager.host: 127.0.0.1",
        "taskmanager.bind-host: 127.0.0.1",
        "taskmanager.numberOfTaskSlots: 1",
        "taskmanager.cpu.cores: 1",
        "taskmanager.memory.framework.heap.size: 128mb",
        "taskmanager.memory.framework.off-heap.size: 128mb",
        "taskmanager.memory.task.heap.size: 512mb",
        "taskmanager.memory.task.off-heap.size: 512mb",
        "taskmanager.memory.managed.size: 128mb",
        "taskmanager.memory.network.min: 64mb",
        "taskmanager.memory.network.max: 64mb",
        "taskmanager.memory.jvm-metaspace.size: 512mb",
        "taskmanager.memory.jvm-overhead.min: 128mb",
        "taskmanager.memory.jvm-overhead.max: 128mb",
        "state.backend.type: rocksdb",
        "execution.checkpointing.interval: 1s",
        "execution.checkpointing.incremental: true",
        "execution.checkpointing.dir: " + folder.resolve("checkpoints").toUri(),
        "restart-strategy.type: exponential-delay",
        // A job that is restarted before its lost process is missed only fails again, and each
        // attempt loads and compiles the job's classes anew: a loss is seen within two heartbeats
        // that reach nobody, and the job waits longer than that, then for a process in its place.
        "heartbeat.interval: 1s",
        "restart-strategy.exponential-delay.initial-backoff: 4s",
        "resourcemanager.standalone.start-up-time: 1h",
        // No test asks for the metrics that the web page shows.
        "metrics.fetcher.update-interval: 0");
  }

  /** Two free ports of loopback, held together so that they differ. */
  private static int[] freePorts() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket one = new ServerSocket(0, 1, loopback);
        ServerSocket other = new ServerSocket(0, 1, loopback)) {
      return new int[] {one.getLocalPort(), other.getLocalPort()};
    }
  }
}
