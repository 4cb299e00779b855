package io.verilock.vkyc.bench;

import io.javalin.Javalin;
import io.verilock.vkyc.client.ObjectStoreAddress;
import io.verilock.vkyc.client.topics.TopicSender;
import io.verilock.vkyc.gateway.Gateway;
import io.verilock.vkyc.gateway.GatewaySettings;
import io.verilock.vkyc.gateway.access.ApiKeys;
import io.verilock.vkyc.gateway.access.Scope;
import io.verilock.vkyc.gateway.database.Database;
import io.verilock.vkyc.schemas.Container;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoChunk;
import io.verilock.vkyc.servers.Credentials;
import io.verilock.vkyc.servers.EmbeddedDatabase;
import io.verilock.vkyc.servers.EmbeddedKafka;
import io.verilock.vkyc.servers.EmbeddedObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A gateway, and beside it a bare handler that only writes what comes to the same Kafka, in a
 * process of their own, so that what the load costs is not taken for what is measured.
 */
final class EdgeServers implements AutoCloseable {
  private static final String BUCKET = "bench";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ServerProcess process;
  private final URI gateway;
  private final URI bare;
  private final String key;

  private EdgeServers(ServerProcess process, URI gateway, URI bare, String key) {
    this.process = process;
    this.gateway = gateway;
    this.bare = bare;
    this.key = key;
  }

  /** The process itself. */
  static final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
      Path folder = Path.of(args[0]);
      Credentials keys = Credentials.random();
      try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"));
          EmbeddedObjectStore store =
              EmbeddedObjectStore.start(folder.resolve("objects"), BUCKET, keys);
          EmbeddedDatabase postgres = EmbeddedDatabase.start(folder.resolve("postgres"), 0);
          Gateway gateway = Gateway.start(settings(kafka, store, keys, postgres));
          TopicSender sender = new TopicSender(kafka.bootstrapServers(), PATIENCE)) {
        Javalin bare = bare(sender);
        System.out.println(gateway.address());
        System.out.println("http://127.0.0.1:" + bare.port());
        System.out.println(key(postgres));
        // Ends with the process that started it, whose end closes this.
        while (System.in.read() >= 0) {}
        bare.stop();
      }
    }

    private static GatewaySettings settings(
        EmbeddedKafka kafka,
        EmbeddedObjectStore store,
        Credentials keys,
        EmbeddedDatabase postgres) {
      return new GatewaySettings(
          "127.0.0.1",
          0,
          null,
          postgres.url(),
          EmbeddedDatabase.USER,
          "",
          kafka.bootstrapServers(),
          new ObjectStoreAddress(store.endpoint(), "us-east-1", keys.accessKey(), keys.secretKey()),
          URI.create("s3a://" + BUCKET + "/sessions"),
          Integer.MAX_VALUE,
          List.of(),
          List.of(),
          "",
          null,
          false);
    }

    private static Javalin bare(TopicSender sender) {
      return Javalin.create(
              config -> {
                config.startup.showJavalinBanner = false;
                config.http.maxRequestSize = 2 << 20;
                config.routes.put(
                    "/v1/sessions/{session}/video/chunks/{sequence}",
                    context -> {
                      VideoChunk chunk =
                          VideoChunk.newBuilder()
                              .setSessionId(context.pathParam("session"))
                              .setSequence(Integer.parseInt(context.pathParam("sequence")))
                              .setContainer(Container.unknown)
                              .setData(ByteBuffer.wrap(context.bodyAsBytes()))
                              .build();
                      sender.send(Topics.CHUNKS, chunk);
                      context.status(201);
                    });
              })
          .start("127.0.0.1", 0);
    }

    private static String key(EmbeddedDatabase postgres) {
      List<String> scopes = Arrays.stream(Scope.values()).map(Scope::text).toList();
      try (Database tables = Database.open(postgres.url(), EmbeddedDatabase.USER, "")) {
        return tables
            .jdbi()
            .inTransaction(
                handle -> {
                  ApiKeys.putTenant(handle, "bench", "standard", Instant.now());
                  return ApiKeys.addSecret(
                      handle,
                      ApiKeys.create(handle, "bench", "bench", scopes, Instant.now()),
                      Instant.now());
                });
      }
    }
  }

  /** Starts the process; it ends with this one. */
  static EdgeServers start(Path folder) throws IOException {
    ServerProcess process =
        ServerProcess.start(
            Main.class, 3, folder, List.of("-Xmx2g"), folder.resolve("servers").toString());
    List<String> said = process.said();
    return new EdgeServers(process, URI.create(said.get(0)), URI.create(said.get(1)), said.get(2));
  }

  URI gateway() {
    return gateway;
  }

  URI bare() {
    return bare;
  }

  /** A key that may do everything. */
  String key() {
    return key;
  }

  @Override
  public void close() {
    process.close();
  }
}
