package io.verilock.vkyc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackAddressTest {
  private static final ProcessHandle SELF = ProcessHandle.current();

  @TempDir Path folder;

  @Test
  void aRunningStackIsFound() throws Exception {
    StackAddress address = address(SELF.pid(), StackAddress.startOf(SELF));
    address.write(folder);

    assertThat(StackAddress.of(folder)).isEqualTo(address);
  }

  @Test
  void onlyItsUserMayReadTheKeys() throws Exception {
    address(SELF.pid(), StackAddress.startOf(SELF)).write(folder);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(folder.toFile().list()).containsExactly("stack.json");
  }

  @Test
  void aStackWhoseProcessIsGoneIsNotFound() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    long started = StackAddress.startOf(gone.toHandle());
    gone.waitFor();
    address(gone.pid(), started).write(folder);

    assertNoneIsRunning();
  }

  @Test
  void anotherProcessOfTheSameIdIsNotTheStack() throws Exception {
    address(SELF.pid(), StackAddress.startOf(SELF) - 60_000).write(folder);

    assertNoneIsRunning();
  }

  @Test
  void whereNoStackEverRanNoneIsFound() {
    assertNoneIsRunning();
  }

  @Test
  void aDamagedFileIsNamed() throws Exception {
    Files.writeString(file(), "{");

    assertThatThrownBy(() -> StackAddress.of(folder))
        .isInstanceOf(StackException.class)
        .hasMessageStartingWith(file() + " cannot be read: ");
  }

  private void assertNoneIsRunning() {
    assertThatThrownBy(() -> StackAddress.of(folder))
        .isInstanceOf(StackException.class)
        .hasMessage(
            "no stack is running on %s; start one in another terminal with: ./vkyc up"
                .formatted(folder));
  }

  private Path file() {
    return folder.resolve("stack.json");
  }

  private static StackAddress address(long pid, long startedAt) {
    return new StackAddress(
        pid,
        startedAt,
        "127.0.0.1:1",
        "http://127.0.0.1:2",
        "bucket",
        "access",
        "secret",
        "http://127.0.0.1:3",
        "http://127.0.0.1:5",
        "jdbc:postgresql://127.0.0.1:6/postgres",
        "postgres",
        "");
  }
}
