package io.verilock.vkyc.testing;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a main class of the tests in a JVM of its own, with the options of this one. */
public final class ChildJvm {
  private ChildJvm() {}

  /**
   * Starts it.
   *
   * @param output where standard output and error go
   */
  public static Process start(Class<?> main, Path output, String... arguments) throws IOException {
    return start(main, output, Map.of(), arguments);
  }

  /**
   * Starts it with some variables of its own.
   *
   * @param output where standard output and error go
   */
  public static Process start(
      Class<?> main, Path output, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    // A test run in the background of a script ignores Ctrl-C, and so would what it starts.
    command.addAll(List.of("env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options());
    command.add("-Xmx700m");
    command.add(main.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // Not on the command line: long ones crash some versions of ONNX Runtime.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().putAll(environment);
    return builder.redirectOutput(output.toFile()).start();
  }

  /** Options of this JVM that one of its kind needs too; how tests are run is one of them. */
  public static List<String> options() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(
            option ->
                option.startsWith("--add-opens")
                    || option.startsWith("-Dorg.apache.")
                    || option.startsWith("-XX:"))
        .toList();
  }
}
