package io.verilock.vkyc.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.local.stack.StackPorts.Part;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackPortsTest {
  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();

  @Test
  void aPortStaysFromStartToStartAndMovesWhereItIsTaken() throws Exception {
    int first = note(freePort());
    assertThat(ports().of(Part.GATEWAY)).isEqualTo(first);
    assertThat(ports().of(Part.GATEWAY)).isEqualTo(first);
    assertThat(said).isEmpty();

    int moved;
    try (ServerSocket taken = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
      moved = ports().of(Part.GATEWAY);
      assertThat(moved).isNotEqualTo(first);
      assertThat(said)
          .containsExactly("port %d is taken: the gateway moves to %d".formatted(first, moved));
    }

    assertThat(ports().of(Part.GATEWAY)).isEqualTo(moved);
  }

  @Test
  void eachPartHasAPortOfItsOwn() throws Exception {
    StackPorts ports = ports();
    List<Integer> all = new ArrayList<>();
    for (Part part : Part.values()) {
      all.add(ports.of(part));
    }

    assertThat(all).doesNotHaveDuplicates();
  }

  private StackPorts ports() throws Exception {
    return new StackPorts(folder, said::add);
  }

  private int note(int port) throws Exception {
    Files.writeString(folder.resolve("ports.properties"), "GATEWAY=" + port);
    return port;
  }

  private static int freePort() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
