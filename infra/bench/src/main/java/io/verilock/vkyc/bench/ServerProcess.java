package io.verilock.vkyc.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Servers in a process of their own, so that what they cost is not taken for what is measured, or
 * the other way round. The process ends with this one.
 *
 * @param said its first lines, which say where they listen
 */
record ServerProcess(Process process, List<String> said) implements AutoCloseable {
  /**
   * Starts it.
   *
   * @param main prints {@code lines} lines when its servers are up, and ends with its input
   * @param options of the JVM
   * @throws IOException if it ends before it has printed them
   */
  static ServerProcess start(
      Class<?> main, int lines, Path folder, List<String> options, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(compiledAndCollected());
    command.addAll(options);
    command.add("-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.verilock.vkyc.schemas");
    command.add("-Dvkyc.logs=" + folder.resolve("logs"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    BufferedReader output = process.inputReader();
    List<String> said = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      String line = output.readLine();
      if (line == null) {
        process.destroyForcibly();
        throw new IOException("%s did not start".formatted(main.getName()));
      }
      said.add(line);
    }
    return new ServerProcess(process, said);
  }

  /** How this JVM compiles code and collects garbage: neither side is to have it better. */
  private static List<String> compiledAndCollected() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("-XX:"))
        .toList();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
