package io.verilock.vkyc.local.stack;

import io.verilock.vkyc.gateway.access.ApiKeys;
import io.verilock.vkyc.gateway.access.Scope;
import io.verilock.vkyc.gateway.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/**
 * The API key that a stack on this machine comes with: of the tenant {@code default}, for
 * everything. Kept in the stack's folder, which only its user may read, as long as it opens.
 */
public final class FirstKey {
  /** The tenant of a stack on this machine. */
  static final String TENANT = "default";

  private static final String PLAN = "enterprise";
  private static final String NAME = "first key";
  private static final String FILE = "api-key";

  private FirstKey() {}

  /**
   * The key of a stack that runs on a folder.
   *
   * @throws IOException if it cannot be read
   */
  public static String read(Path folder) throws IOException {
    return Files.readString(folder.resolve(FILE)).strip();
  }

  /** The key, made where there is none that opens. */
  static String of(Database database, Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (Files.exists(file)) {
      String kept = Files.readString(file).strip();
      if (new ApiKeys(database.jdbi()).caller(kept).isPresent()) {
        return kept;
      }
      Files.delete(file);
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    List<String> scopes = Arrays.stream(Scope.values()).map(Scope::text).toList();
    String key =
        database
            .jdbi()
            .inTransaction(
                handle -> {
                  ApiKeys.putTenant(handle, TENANT, PLAN, now);
                  String keyId = ApiKeys.create(handle, TENANT, NAME, scopes, now);
                  return ApiKeys.addSecret(handle, keyId, now);
                });
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, key + "\n");
    return key;
  }
}
