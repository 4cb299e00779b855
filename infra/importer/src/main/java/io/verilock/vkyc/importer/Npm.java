package io.verilock.vkyc.importer;

import io.verilock.vkyc.models.pack.PackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The machine's npm, which knows how packages are reached from here. */
final class Npm {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final String command;

  Npm(String command) {
    this.command = command;
  }

  /** Fetches the tarball of a package into an empty folder. */
  Path pack(NpmPackage npm, Path folder) throws IOException {
    Path log = folder.resolve("npm.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            command,
            "pack",
            npm.name() + "@" + npm.version(),
            "--ignore-scripts",
            "--loglevel=error",
            "--pack-destination=" + folder);
    builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    int status = run(npm, builder);
    if (status != 0) {
      throw new PackException(
          """
          npm could not fetch %s (status %d). Check that this machine reaches npm's registry \
          ("npm ping" says so, "npm config get registry" says which), then try again. npm said:
          %s"""
              .formatted(npm, status, Files.readString(log, StandardCharsets.UTF_8).strip()));
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> tarballs = files.filter(file -> file.toString().endsWith(".tgz")).toList();
      if (tarballs.size() != 1) {
        throw new PackException("npm left %d tarballs of %s".formatted(tarballs.size(), npm));
      }
      return tarballs.get(0);
    }
  }

  private int run(NpmPackage npm, ProcessBuilder builder) throws IOException {
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new PackException(
          "%s is needed to fetch %s but did not start: install Node.js with npm and put it on the PATH"
              .formatted(command, npm),
          e);
    }
    try {
      if (process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      throw new PackException(
          "npm has not fetched %s within %d minutes: check the network and try again"
              .formatted(npm, LIMIT.toMinutes()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PackException("interrupted while npm fetched " + npm, e);
    } finally {
      process.destroy();
    }
  }
}
