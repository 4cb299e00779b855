package io.verilock.vkyc.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;

/**
 * Where a running stack is found, and the keys to it. Stands in the stack's folder.
 *
 * @param database JDBC URL of the gateway's PostgreSQL
 * @param startedAt when the process of the stack started, milliseconds since 1970: process ids come
 *     again
 */
public record StackAddress(
    long pid,
    long startedAt,
    String kafka,
    String objectStore,
    String bucket,
    String accessKey,
    String secretKey,
    String flink,
    String gateway,
    String database,
    String databaseUser,
    String databasePassword) {
  private static final String REGION = "us-east-1";
  private static final String FILE = "stack.json";

  /**
   * A process's start is told relative to the boot, whose time follows corrections of the clock.
   */
  private static final long CLOCK_TOLERANCE_MILLIS = 10_000;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * The stack that runs on a folder.
   *
   * @throws StackException if none does
   */
  public static StackAddress of(Path folder) throws StackException {
    Path file = folder.resolve(FILE);
    try {
      if (Files.exists(file)) {
        StackAddress address = JSON.readValue(file.toFile(), StackAddress.class);
        if (ProcessHandle.of(address.pid()).filter(address::isOf).isPresent()) {
          return address;
        }
      }
    } catch (IOException e) {
      throw new StackException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
    throw new StackException(
        "no stack is running on %s; start one in another terminal with: ./vkyc up"
            .formatted(folder));
  }

  /** Whether a process is the one that wrote this, rather than a later one of the same id. */
  private boolean isOf(ProcessHandle process) {
    return process.isAlive() && Math.abs(startOf(process) - startedAt) < CLOCK_TOLERANCE_MILLIS;
  }

  /** When a process started, as this machine's clock says now; 0 where that cannot be told. */
  public static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** Its object store. */
  public ObjectStoreAddress objects() {
    return new ObjectStoreAddress(URI.create(objectStore), REGION, accessKey, secretKey);
  }

  /** Folder of the recordings. */
  public String recordings() {
    return "s3a://" + bucket + "/sessions";
  }

  /** Folder of the table of results, as Flink names it. */
  public String table() {
    return "s3://" + bucket + "/tables/results";
  }

  /** Settings of the jobs that connect them to this stack. */
  public Map<String, String> jobSettings() {
    return Map.of(
        "vkyc.kafka.bootstrap-servers",
        kafka,
        "vkyc.recordings.uri",
        recordings(),
        "vkyc.hadoop.fs.s3a.endpoint",
        objectStore,
        "vkyc.hadoop.fs.s3a.endpoint.region",
        REGION,
        "vkyc.hadoop.fs.s3a.access.key",
        accessKey,
        "vkyc.hadoop.fs.s3a.secret.key",
        secretKey,
        "vkyc.hadoop.fs.s3a.path.style.access",
        "true");
  }

  /** Tells other commands; only this user may read the keys. */
  public void write(Path folder) throws IOException {
    Path draft =
        Files.createTempFile(
            folder,
            FILE,
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    JSON.writeValue(draft.toFile(), this);
    Files.move(draft, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The stack does not run any more. */
  public static void remove(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
  }
}
