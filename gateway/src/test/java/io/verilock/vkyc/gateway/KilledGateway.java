package io.verilock.vkyc.gateway;

import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.ChildJvm;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway in a process of its own, which is killed without warning. */
final class KilledGateway implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("listening on (\\S+)");

  private final Process process;
  private final URI address;

  private KilledGateway(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts one with the settings of another, on a port of its own. */
  static KilledGateway start(GatewaySettings settings, Path folder) throws Exception {
    Properties properties = new Properties();
    properties.setProperty(GatewaySettings.PORT, "0");
    properties.setProperty(GatewaySettings.DATABASE_URL, settings.databaseUrl());
    properties.setProperty(GatewaySettings.DATABASE_USER, settings.databaseUser());
    properties.setProperty(GatewaySettings.KAFKA, settings.bootstrapServers());
    properties.setProperty(GatewaySettings.RECORDINGS, settings.recordings().toString());
    properties.setProperty(
        GatewaySettings.STORE_ENDPOINT, settings.objectStore().endpoint().toString());
    properties.setProperty(GatewaySettings.STORE_ACCESS_KEY, settings.objectStore().accessKey());
    properties.setProperty(GatewaySettings.STORE_SECRET_KEY, settings.objectStore().secretKey());
    properties.setProperty(
        GatewaySettings.REQUESTS_PER_MINUTE, Integer.toString(settings.requestsPerMinute()));
    Path file = folder.resolve("gateway.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    Path output = folder.resolve("gateway.log");
    Process process = ChildJvm.start(GatewayProgram.class, output, file.toString());
    Await.until(
        "the other gateway listens",
        () -> listening(output).find() || !process.isAlive(),
        () -> Files.readString(output));
    Matcher listening = listening(output);
    if (!listening.find()) {
      throw new AssertionError(Files.readString(output));
    }
    return new KilledGateway(process, URI.create(listening.group(1)));
  }

  URI address() {
    return address;
  }

  /** As {@code kill -9} does it. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    kill();
  }

  private static Matcher listening(Path output) throws Exception {
    return LISTENING.matcher(Files.readString(output));
  }
}
