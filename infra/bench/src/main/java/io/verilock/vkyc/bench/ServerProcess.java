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
 * @param output what it says after those
 * @param said its first lines, which say where they listen
 */
public record ServerProcess(Process process, BufferedReader output, List<String> said)
    implements AutoCloseable {
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
    return start(List.of(), main, lines, folder, options, arguments);
  }

  /**
   * Starts it through another program.
   *
   * @param starter that program and its options; empty for none
   */
  public static ServerProcess start(
      List<String> starter,
      Class<?> main,
      int lines,
      Path folder,
      List<String> options,
      String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(starter);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(likeThisOne());
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
    return new ServerProcess(process, output, said);
  }

  /** Writes a line to the process, and gives the line that it answers. */
  public String ask(String line) throws IOException {
    process.outputWriter().write(line + "\n");
    process.outputWriter().flush();
    String answer = output.readLine();
    if (answer == null) {
      throw new IOException("the process has ended");
    }
    return answer;
  }

  /** How this JVM compiles code, collects garbage and opens packages: no side is better off. */
  private static List<String> likeThisOne() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("-XX:") || option.startsWith("--add-opens"))
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
