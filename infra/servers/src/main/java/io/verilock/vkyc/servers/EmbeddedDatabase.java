package io.verilock.vkyc.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL server in processes of its own, on loopback, which ends with this one. */
public final class EmbeddedDatabase implements AutoCloseable {
  /** The user that owns everything; loopback needs no password. */
  public static final String USER = "postgres";

  private static final Duration LONGEST_START = Duration.ofMinutes(2);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

  private static final long ASKED_EVERY_MILLIS = 20;

  /** Linux's list of shared memory: key, id, permissions, size, two process ids, users. */
  private static final Path SHARED_MEMORY = Path.of("/proc/sysvipc/shm");

  private static final int SHARED_MEMORY_LINE = 7;

  private final EmbeddedPostgres server;
  private final Thread atExit;

  private EmbeddedDatabase(EmbeddedPostgres server) {
    this.server = server;
    atExit = new Thread(this::stop, "stop-postgres");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts a server on {@code folder}, with whatever an earlier one left there.
   *
   * @param port 0 for any that is free
   */
  public static EmbeddedDatabase start(Path folder, int port) throws IOException {
    Path data = folder.resolve("data");
    Files.createDirectories(folder);
    awaitEnd(data.resolve("postmaster.pid"));
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setOverrideWorkingDirectory(folder.resolve("program").toFile())
            .setRegisterShutdownHook(false)
            .setPGStartupWait(LONGEST_START)
            // What was committed stays, whatever stops: the library turns both off.
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "200");
    if (port > 0) {
      builder.setPort(port);
    }
    return new EmbeddedDatabase(builder.start());
  }

  /** Where clients connect, as a JDBC URL. */
  public String url() {
    return server.getJdbcUrl(USER, USER);
  }

  /** The port it listens on. */
  public int port() {
    return server.getPort();
  }

  /**
   * Leaves it to the owner to close this when the process ends, too: until then, what stops before
   * it finds it there.
   */
  public void stopsInOrder() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process ends already.
    }
  }

  @Override
  public void close() throws IOException {
    stopsInOrder();
    server.close();
  }

  private void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A server whose parent was killed goes on, and keeps the next one from its folder; of one that
   * was killed itself, connections may still be at work. Its note stays: PostgreSQL itself looks
   * there for both.
   */
  private static void awaitEnd(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) {
      return;
    }
    List<String> noted = Files.readAllLines(pidFile);
    String first = noted.isEmpty() ? "" : noted.get(0).strip();
    if (!first.matches("\\d{1,18}")) {
      throw new IOException(
          "%s is damaged: delete it, once no PostgreSQL runs on its folder".formatted(pidFile));
    }
    long pid = Long.parseLong(first);
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (process.isPresent() && !process.get().info().command().orElse("").contains("postgres")) {
      // Process ids come again: the note is of before the machine was started.
      Files.delete(pidFile);
      return;
    }
    process.ifPresent(ProcessHandle::destroy);
    long deadline = System.nanoTime() + LONGEST_STOP.toNanos();
    while (process.filter(ProcessHandle::isAlive).isPresent() || isAtWork(noted)) {
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "PostgreSQL of process %d runs on %s and does not stop; end it"
                .formatted(pid, pidFile.getParent()));
      }
      try {
        // Neither the end of processes that are not ours nor that of shared memory can be waited
        // for.
        TimeUnit.MILLISECONDS.sleep(ASKED_EVERY_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while an earlier PostgreSQL stopped", e);
      }
    }
  }

  /** Whether processes hold the shared memory that a note names in its seventh line. */
  private static boolean isAtWork(List<String> noted) throws IOException {
    if (noted.size() < SHARED_MEMORY_LINE || !Files.exists(SHARED_MEMORY)) {
      return false;
    }
    String[] keyAndId = noted.get(SHARED_MEMORY_LINE - 1).strip().split("\\s+", -1);
    if (keyAndId.length < 2) {
      return false;
    }
    for (String segment : Files.readAllLines(SHARED_MEMORY)) {
      String[] columns = segment.strip().split("\\s+", -1);
      if (columns[1].equals(keyAndId[1]) && !columns[6].equals("0")) {
        return true;
      }
    }
    return false;
  }
}
