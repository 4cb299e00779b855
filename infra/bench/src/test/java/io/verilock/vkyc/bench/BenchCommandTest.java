package io.verilock.vkyc.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.local.cli.BroughtCommand;
import io.verilock.vkyc.local.cli.Vkyc;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class BenchCommandTest {
  @Test
  void theCommandLineFindsIt() {
    assertThat(ServiceLoader.load(BroughtCommand.class)).hasOnlyElementsOfType(BenchCommand.class);

    assertThat(Vkyc.commandLine().getSubcommands()).containsKeys("bench", "demo");
    assertThat(Vkyc.commandLine().getUsageMessage()).contains("bench ");
  }
}
