package io.verilock.vkyc.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpmTarballTest {
  @TempDir Path folder;

  @Test
  void onlyWantedFilesAreRead() throws IOException {
    Path tarball = tarball(file("package/a/wanted", 3), file("package/other", 5));
    Map<String, byte[]> files = NpmTarball.read(tarball, Set.of("a/wanted"));
    assertThat(files).containsOnlyKeys("a/wanted");
    assertThat(files.get("a/wanted")).hasSize(3);
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Path tarball = tarball(file("package/other", 5));
    assertThatThrownBy(() -> NpmTarball.read(tarball, Set.of("wanted")))
        .isInstanceOf(ImportException.class)
        .hasMessage("package.tgz lacks [wanted]");
  }

  @Test
  void pathsOutOfThePackageAreRefused() throws IOException {
    for (String path : new String[] {"package/../../etc/passwd", "elsewhere/file"}) {
      Path tarball = tarball(file(path, 1));
      assertThatThrownBy(() -> NpmTarball.read(tarball, Set.of()))
          .isInstanceOf(ImportException.class)
          .hasMessage("a package must not hold " + path);
    }
  }

  @Test
  void linksAreRefused() throws IOException {
    TarArchiveEntry link = new TarArchiveEntry("package/link", TarConstants.LF_SYMLINK);
    link.setLinkName("/etc/passwd");
    Path tarball = tarball(link);
    assertThatThrownBy(() -> NpmTarball.read(tarball, Set.of("link")))
        .isInstanceOf(ImportException.class)
        .hasMessage("a package must not hold package/link");
  }

  @Test
  void aWantedFileThatIsTooLargeIsRefused() throws IOException {
    Path tarball = tarball(file("package/wanted", NpmTarball.MAX_FILE_BYTES + 1));
    assertThatThrownBy(() -> NpmTarball.read(tarball, Set.of("wanted")))
        .isInstanceOf(ImportException.class)
        .hasMessage("wanted in package.tgz is too large");
  }

  private static TarArchiveEntry file(String path, int size) {
    TarArchiveEntry entry = new TarArchiveEntry(path, true);
    entry.setSize(size);
    return entry;
  }

  /** A tarball of files full of zeros. */
  private Path tarball(TarArchiveEntry... entries) throws IOException {
    Path tarball = folder.resolve("package.tgz");
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(
            new GzipCompressorOutputStream(Files.newOutputStream(tarball)))) {
      for (TarArchiveEntry entry : entries) {
        tar.putArchiveEntry(entry);
        tar.write(new byte[(int) entry.getSize()]);
        tar.closeArchiveEntry();
      }
    }
    return tarball;
  }
}
