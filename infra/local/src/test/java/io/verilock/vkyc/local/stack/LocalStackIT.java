package io.verilock.vkyc.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.client.StackException;
import io.verilock.vkyc.models.pack.PackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackIT {
  @TempDir Path folder;

  @Test
  void modelsThatCannotBeHadStopTheStartBeforeAnythingElse() {
    assertThatThrownBy(
            () ->
                LocalStack.start(
                    folder,
                    1,
                    Map.of("vkyc.models.pack", "mine"),
                    choice ->
                        () -> {
                          throw new PackException("no pack " + choice.pack());
                        },
                    line -> {}))
        .isInstanceOf(StackException.class)
        .hasMessage("the stack did not start: no pack mine");
    assertThat(folder.resolve("kafka")).doesNotExist();
    assertThat(Files.exists(folder.resolve("stack.json"))).isFalse();
  }
}
