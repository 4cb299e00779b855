package io.verilock.vkyc.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A PostgreSQL server in processes of its own, on loopback, which ends with this one. */
public final class EmbeddedDatabase implements AutoCloseable {
  /** The user that owns everything; loopback needs no password. */
  public static final String USER = "postgres";

  private static final Duration LONGEST_START = Duration.ofMinutes(2);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

  private final EmbeddedPostgres server;

  private EmbeddedDatabase(EmbeddedPostgres server) {
    this.server = server;
  }

  /**
   * Starts a server on {@code folder}, with whatever an earlier one left there.
   *
   * @param port 0 for any that is free
   */
  public static EmbeddedDatabase start(Path folder, int port) throws IOException {
    Path data = folder.resolve("data");
    Files.createDirectories(folder);
    stopOrphan(data.resolve("postmaster.pid"));
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setOverrideWorkingDirectory(folder.resolve("program").toFile())
            .setPGStartupWait(LONGEST_START)
            // What was committed stays, even where the machine stops; the library turns this off.
            .setServerConfig("fsync", "on")
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

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** A server whose parent was killed goes on, and keeps the next one from its folder. */
  private static void stopOrphan(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) {
      return;
    }
    long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
    ProcessHandle orphan = ProcessHandle.of(pid).orElse(null);
    if (orphan == null || !orphan.info().command().orElse("").contains("postgres")) {
      Files.delete(pidFile);
      return;
    }
    orphan.destroy();
    try {
      orphan.onExit().get(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while an earlier PostgreSQL stopped", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(
          "PostgreSQL of process %d runs on %s and does not stop; end it"
              .formatted(pid, pidFile.getParent()),
          e);
    }
  }
}
