package io.verilock.vkyc.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.client.StackAddress;
import io.verilock.vkyc.client.StackException;
import io.verilock.vkyc.client.results.ResultTopic;
import io.verilock.vkyc.local.stack.TestStack;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpCommandIT {
  private static final int INTERRUPTED = 130;
  private static final int KILLED = 137;

  /** Kafka, which stops last, writes this as the last of it. */
  private static final String KAFKA_STOPPED = "kafka/.kafka_cleanshutdown";

  @TempDir Path folder;
  private Path data;
  private Process up;

  @AfterEach
  void leaveNothingRunning() {
    if (up != null) {
      up.destroyForcibly();
    }
  }

  @Test
  void aKilledStackIsNotTakenForARunningOneAndTheNextOnItsFolderStopsAtCtrlC() throws Exception {
    start("killed");
    assertThatThrownBy(() -> TestStack.start(data))
        .isInstanceOf(StackException.class)
        .hasMessage(
            "another stack runs on %s; stop it, or give this one another folder with --data"
                .formatted(data));

    assertThat(signal("KILL")).isEqualTo(KILLED);
    assertThat(data.resolve("stack.json")).exists();
    assertThat(data.resolve(KAFKA_STOPPED)).doesNotExist();
    assertThatThrownBy(() -> StackAddress.of(data))
        .isInstanceOf(StackException.class)
        .hasMessageStartingWith("no stack is running on");

    start("again");
    StackAddress address = StackAddress.of(data);
    assertThat(address.pid()).isEqualTo(up.pid());
    try (ResultTopic results = new ResultTopic(address.kafka())) {
      assertThat(results.readToEnd()).isEmpty();
    }

    assertThat(signal("INT")).isEqualTo(INTERRUPTED);

    assertThat(output("again")).endsWith("stopping ...\n").doesNotContain("Exception", "WARN");
    assertThat(data.resolve("stack.json")).doesNotExist();
    assertThat(data.resolve(KAFKA_STOPPED)).exists();
  }

  private void start(String name) throws Exception {
    data = folder.resolve("data");
    up =
        ChildJvm.start(
            UpWithColours.class,
            folder.resolve(name),
            "--data",
            data.toString(),
            "--parallelism",
            "1");
    Await.until(
        "the stack",
        () -> {
          assertThat(up.isAlive()).as(output(name)).isTrue();
          return output(name).contains("./vkyc invite");
        },
        () -> output(name));
  }

  private String output(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  /** Exit code of the stack after a signal. */
  private int signal(String signal) throws Exception {
    new ProcessBuilder("kill", "-" + signal, Long.toString(up.pid())).start().waitFor();
    assertThat(up.waitFor(Await.LONGEST.toSeconds(), TimeUnit.SECONDS))
        .as("stopped by " + signal)
        .isTrue();
    return up.exitValue();
  }
}
