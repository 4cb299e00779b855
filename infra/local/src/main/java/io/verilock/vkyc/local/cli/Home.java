package io.verilock.vkyc.local.cli;

import java.nio.file.Path;

/** Places on this machine. */
public final class Home {
  private Home() {}

  /** The checkout. */
  public static Path checkout() {
    String home = System.getenv("VKYC_HOME");
    return Path.of(home == null ? "." : home).toAbsolutePath().normalize();
  }

  /** What commands write that nobody asked for by name. */
  public static Path work() {
    return checkout().resolve(".vkyc");
  }

  /** Whether a person watches; the start script knows, and a JVM cannot tell for sure. */
  static boolean terminal() {
    return Boolean.getBoolean("vkyc.terminal");
  }

  /** The log of this run. */
  static Path log() {
    return Path.of(System.getProperty("vkyc.logs", work().resolve("logs").toString()))
        .resolve("vkyc.log");
  }
}
