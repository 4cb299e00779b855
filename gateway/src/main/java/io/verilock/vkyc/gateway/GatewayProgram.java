package io.verilock.vkyc.gateway;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** A gateway as a process of its own. */
public final class GatewayProgram {
  private GatewayProgram() {}

  /** Runs a gateway with the settings of a file, until it is told to stop. */
  public static void main(String[] args) throws Exception {
    if (args.length != 1) {
      System.err.println("name the file of settings: GatewayProgram gateway.properties");
      System.exit(2);
    }
    Gateway gateway;
    try {
      gateway = Gateway.start(GatewaySettings.of(read(Path.of(args[0]))));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "stop-gateway"));
    System.out.println("listening on " + gateway.address());
  }

  private static Map<String, String> read(Path file) throws Exception {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    Map<String, String> settings = new TreeMap<>();
    properties.forEach((key, value) -> settings.put((String) key, (String) value));
    return settings;
  }
}
