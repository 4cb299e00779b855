package io.verilock.vkyc.gateway;

import io.verilock.vkyc.client.ObjectStoreAddress;
import io.verilock.vkyc.client.topics.TopicWriter;
import io.verilock.vkyc.gateway.access.ApiKeys;
import io.verilock.vkyc.gateway.access.Scope;
import io.verilock.vkyc.gateway.database.Database;
import io.verilock.vkyc.schemas.LiveScore;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.servers.Credentials;
import io.verilock.vkyc.servers.EmbeddedDatabase;
import io.verilock.vkyc.servers.EmbeddedKafka;
import io.verilock.vkyc.servers.EmbeddedObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands tests the servers that a gateway needs and one gateway on them: the same for all tests of
 * this JVM, so that each makes tenants of its own.
 */
final class Shared implements ParameterResolver {
  private static final String BUCKET = "vkyc-recordings";

  /** What runs. */
  record Running(
      Path folder,
      EmbeddedKafka kafka,
      EmbeddedObjectStore store,
      EmbeddedDatabase postgres,
      GatewaySettings settings,
      Gateway gateway,
      Database database)
      implements AutoCloseable {
    private static Running start() {
      try {
        Path folder = Files.createTempDirectory("shared-gateway");
        EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        Credentials keys = Credentials.random();
        EmbeddedObjectStore store =
            EmbeddedObjectStore.start(folder.resolve("objects"), BUCKET, keys);
        EmbeddedDatabase postgres = EmbeddedDatabase.start(folder.resolve("postgres"), 0);
        GatewaySettings settings =
            new GatewaySettings(
                "127.0.0.1",
                0,
                null,
                postgres.url(),
                EmbeddedDatabase.USER,
                "",
                kafka.bootstrapServers(),
                new ObjectStoreAddress(
                    store.endpoint(), "us-east-1", keys.accessKey(), keys.secretKey()),
                URI.create("s3a://" + BUCKET + "/sessions"),
                100_000,
                List.of(),
                List.of("stun:stun.example.com", "turn:turn.example.com?transport=udp"),
                "shared with the relay",
                null,
                true);
        Gateway gateway = Gateway.start(settings);
        Database database = Database.open(postgres.url(), EmbeddedDatabase.USER, "");
        return new Running(folder, kafka, store, postgres, settings, gateway, database);
      } catch (Exception e) {
        throw new IllegalStateException("the gateway did not start", e);
      }
    }

    /** A client with a key of a new tenant that may do everything. */
    /** Tells a running score as the jobs do. */
    void scored(LiveScore score) throws IOException {
      try (TopicWriter topics = new TopicWriter(kafka.bootstrapServers())) {
        topics.write(Topics.LIVE_SCORES, score);
        topics.flush();
      }
    }

    Client client() {
      return client("enterprise");
    }

    Client client(String plan) {
      return new Client(gateway.address(), key(tenant(plan), Scope.values()));
    }

    /** A new tenant's id. */
    String tenant(String plan) {
      String tenantId = "tenant-" + UUID.randomUUID();
      database
          .jdbi()
          .useTransaction(handle -> ApiKeys.putTenant(handle, tenantId, plan, Instant.now()));
      return tenantId;
    }

    /** A new key of a tenant. */
    String key(String tenantId, Scope... scopes) {
      List<String> names = Arrays.stream(scopes).map(Scope::text).toList();
      Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      return database
          .jdbi()
          .inTransaction(
              handle ->
                  ApiKeys.addSecret(
                      handle, ApiKeys.create(handle, tenantId, "test", names, now), now));
    }

    /** Lets time pass for what was noted of a tenant in a table. */
    void pass(String tenantId, String table, String column, int seconds) {
      database
          .jdbi()
          .useHandle(
              handle ->
                  handle
                      .createUpdate(
                          "update <table> set <column> = <column> - :seconds * interval '1 second'"
                              + " where tenant_id = :tenant")
                      .define("table", table)
                      .define("column", column)
                      .bind("seconds", seconds)
                      .bind("tenant", tenantId)
                      .execute());
    }

    @Override
    public void close() throws Exception {
      database.close();
      gateway.close();
      postgres.close();
      store.close();
      kafka.close();
      FileUtils.deleteDirectory(folder.toFile());
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Running.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(Shared.class))
        .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class);
  }
}
