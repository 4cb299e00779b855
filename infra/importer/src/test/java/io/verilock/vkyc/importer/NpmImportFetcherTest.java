package io.verilock.vkyc.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verilock.vkyc.models.pack.FetchProgress;
import io.verilock.vkyc.models.pack.PackException;
import io.verilock.vkyc.models.pack.PackManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said when a package cannot be had; a script stands in for npm. */
class NpmImportFetcherTest {
  @TempDir Path folder;

  private final List<String> progress = new ArrayList<>();

  @Test
  void anotherTarballIsRefusedByName() throws IOException {
    Path npm = npm("echo not the package > \"${5#--pack-destination=}/human.tgz\"");
    assertThatThrownBy(() -> fetch(npm.toString()))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("the tarball of @vladmandic/human 3.3.6 has the SHA-256 ")
        .hasMessageContaining("choose another registry");
    assertThat(progress).containsExactly("fetching @vladmandic/human 3.3.6 (28 MB)");
    assertNothingIsLeft();
  }

  @Test
  void anUnreachableRegistryIsSaidWithWhatNpmSays() throws IOException {
    Path npm = npm("echo npm error code ENOTFOUND; exit 1");
    assertThatThrownBy(() -> fetch(npm.toString()))
        .isInstanceOf(PackException.class)
        .hasMessageContaining("npm could not fetch @vladmandic/human 3.3.6 (status 1)")
        .hasMessageContaining("npm ping")
        .hasMessageContaining("npm error code ENOTFOUND");
    assertNothingIsLeft();
  }

  @Test
  void aMachineWithoutNpmIsToldWhatToInstall() throws IOException {
    String absent = folder.resolve("no-npm-here").toString();
    assertThatThrownBy(() -> fetch(absent))
        .isInstanceOf(PackException.class)
        .hasMessage(
            absent
                + " is needed to fetch @vladmandic/human 3.3.6 but did not start: "
                + "install Node.js with npm and put it on the PATH");
    assertNothingIsLeft();
  }

  private void fetch(String npm) throws IOException {
    PackManifest pack = PackManifest.ofResource("fallback");
    new NpmImportFetcher(new Npm(npm), progress::add)
        .fetch(pack, pack.files(), folder.resolve("pack"), FetchProgress.NONE);
  }

  private Path npm(String body) throws IOException {
    Path script = folder.resolve("npm");
    Files.writeString(script, "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  private void assertNothingIsLeft() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("pack"))) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }
}
