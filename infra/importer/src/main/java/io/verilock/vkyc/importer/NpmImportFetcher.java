package io.verilock.vkyc.importer;

import io.verilock.vkyc.models.pack.FetchProgress;
import io.verilock.vkyc.models.pack.ModelFile;
import io.verilock.vkyc.models.pack.PackException;
import io.verilock.vkyc.models.pack.PackFetcher;
import io.verilock.vkyc.models.pack.PackManifest;
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
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Makes files of packs on this machine: fetches npm packages through the machine's npm, checks
 * them, writes what is in them as the files of the pack and checks those against the manifest. The
 * packages of the fallback pack bring photos of faces along, which are put into the folder {@link
 * #PHOTOS}.
 */
public final class NpmImportFetcher implements PackFetcher {
  /** Folder of face photos beside the networks. */
  public static final String PHOTOS = "photos";

  private final Npm npm;
  private final Consumer<String> steps;

  /**
   * A fetcher.
   *
   * @param steps is told each step in one line
   */
  public NpmImportFetcher(Consumer<String> steps) {
    this(new Npm("npm"), steps);
  }

  NpmImportFetcher(Npm npm, Consumer<String> steps) {
    this.npm = npm;
    this.steps = steps;
  }

  @Override
  public void fetch(PackManifest pack, List<ModelFile> missing, Path folder, FetchProgress progress)
      throws PackException {
    for (ModelFile file : missing) {
      if (NpmSource.ALL.stream().noneMatch(source -> source.model(file).isPresent())) {
        throw new PackException(
            "%s of pack %s is in no npm package".formatted(file.file(), pack.name()));
      }
    }
    for (NpmSource source : NpmSource.ALL) {
      List<ModelFile> files =
          missing.stream().filter(file -> source.model(file).isPresent()).toList();
      if (!files.isEmpty()) {
        fetch(source, files, folder, progress);
      }
    }
  }

  /**
   * Fetches the photos of faces that are not there yet.
   *
   * @param folder of the pack
   * @return the folder of the photos
   */
  public Path fetchPhotos(Path folder) throws PackException {
    for (NpmSource source : NpmSource.ALL) {
      if (!source.photos().stream()
          .allMatch(photo -> Files.isRegularFile(photoFile(folder, photo)))) {
        fetch(source, List.of(), folder, FetchProgress.NONE);
      }
    }
    return folder.resolve(PHOTOS);
  }

  private void fetch(NpmSource source, List<ModelFile> files, Path folder, FetchProgress progress)
      throws PackException {
    Path work = null;
    try {
      Files.createDirectories(folder);
      work = Files.createTempDirectory(folder, ".import-");
      Map<String, byte[]> contents = unpacked(source, files, work);
      for (ModelFile file : files) {
        byte[] onnx = imported(source, file, contents);
        put(onnx, folder.resolve(file.file()), work);
        progress.fetched(file, onnx.length);
      }
      for (String photo : source.photos()) {
        put(contents.get(photo), photoFile(folder, photo), work);
      }
    } catch (PackException e) {
      throw e;
    } catch (IOException e) {
      throw new PackException("%s cannot be unpacked: %s".formatted(source.npm(), e), e);
    } finally {
      delete(work);
    }
  }

  private Map<String, byte[]> unpacked(NpmSource source, List<ModelFile> files, Path work)
      throws IOException {
    NpmPackage wanted = source.npm();
    steps.accept("fetching %s (%d MB)".formatted(wanted, wanted.megabytes()));
    Path tarball = npm.pack(wanted, work);
    MessageDigest digest = sha256();
    try (InputStream bytes = new DigestInputStream(Files.newInputStream(tarball), digest)) {
      bytes.transferTo(OutputStream.nullOutputStream());
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(wanted.sha256())) {
      throw new ImportException(
          "the tarball of %s has the SHA-256 %s, expected %s: npm's registry does not give the published package; choose another registry"
              .formatted(wanted, found, wanted.sha256()));
    }
    return NpmTarball.read(tarball, source.wanted(files));
  }

  private byte[] imported(NpmSource source, ModelFile file, Map<String, byte[]> contents)
      throws IOException {
    steps.accept("importing %s from %s".formatted(file.file(), source.npm()));
    NpmSource.Model model = source.model(file).orElseThrow();
    byte[] onnx;
    try {
      onnx =
          model.importer().make(contents.get(model.description()), contents.get(model.weights()));
    } catch (IOException e) {
      throw new ImportException(
          "%s of %s cannot be imported: %s"
              .formatted(model.description(), source.npm(), e.getMessage()),
          e);
    }
    String found = HexFormat.of().formatHex(sha256().digest(onnx));
    if (!found.equals(file.sha256())) {
      throw new ImportException(
          "%s as imported has the SHA-256 %s, expected %s: the importer is not the one the manifest was made with"
              .formatted(file.file(), found, file.sha256()));
    }
    return onnx;
  }

  /** Several processes may do this at once: a file appears whole, and each writes the same. */
  private static void put(byte[] content, Path target, Path work) throws IOException {
    Files.createDirectories(target.getParent());
    Path whole = Files.write(work.resolve("whole"), content);
    Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path photoFile(Path folder, String photo) {
    return folder.resolve(PHOTOS).resolve(Path.of(photo).getFileName());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static void delete(Path work) {
    if (work == null) {
      return;
    }
    try (Stream<Path> paths = Files.walk(work)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
