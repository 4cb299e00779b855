package io.verilock.vkyc.models.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Finds a pack's files: first in folders of weights, then in the user's cache, at last from where
 * they are published. Every file is checked each time it is found.
 */
public final class PackLocator {
  private final List<Path> folders;
  private final Path cache;

  /**
   * Looks in given places.
   *
   * @param folders folders of weights, in the order they are looked through
   * @param cache folder that holds a folder per pack; fetched files are put there
   */
  public PackLocator(List<Path> folders, Path cache) {
    this.folders = List.copyOf(folders);
    this.cache = cache;
  }

  /**
   * Looks in the usual places: {@code VKYC_MODELS}; the folder {@code shared/models} beside the
   * checkout, which {@code VKYC_HOME} names (a system property or in the environment), or which the
   * current folder or the one above it is; and {@code vkyc/models} in the user's cache.
   */
  public static PackLocator standard() {
    return of(System::getenv, System::getProperty);
  }

  static PackLocator of(UnaryOperator<String> environment, UnaryOperator<String> properties) {
    List<Path> folders = new ArrayList<>();
    setting(environment.apply("VKYC_MODELS")).ifPresent(folders::add);
    setting(properties.apply("VKYC_HOME"))
        .or(() -> setting(environment.apply("VKYC_HOME")))
        .map(List::of)
        .orElseGet(PackLocator::possibleCheckouts)
        .forEach(checkout -> folders.add(checkout.resolveSibling("shared").resolve("models")));
    Path caches =
        setting(environment.apply("XDG_CACHE_HOME"))
            .orElseGet(() -> Path.of(properties.apply("user.home"), ".cache"));
    return new PackLocator(folders, caches.resolve("vkyc").resolve("models"));
  }

  private static Optional<Path> setting(String value) {
    return Optional.ofNullable(value)
        .filter(text -> !text.isBlank())
        .map(text -> Path.of(text).toAbsolutePath().normalize());
  }

  /** Commands run in the checkout, tests in the folder of their module. */
  private static List<Path> possibleCheckouts() {
    Path here = Path.of("").toAbsolutePath();
    return here.getParent() == null ? List.of(here) : List.of(here, here.getParent());
  }

  /** The folder that fetched files of a pack are put in. */
  public Path cacheFolder(PackManifest pack) {
    return cache.resolve(pack.name());
  }

  /**
   * A file of the operator's that no manifest of this build names.
   *
   * @param file path below a folder of weights
   */
  Optional<Path> supplied(String file) {
    return folders.stream()
        .map(folder -> folder.resolve(file))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** What is there of each file, without fetching. */
  public List<FileStatus> verify(PackManifest pack) throws PackException {
    List<FileStatus> found = new ArrayList<>();
    for (ModelFile file : pack.files()) {
      found.add(status(pack, file));
    }
    return found;
  }

  /**
   * All files of a pack, fetching those that are nowhere.
   *
   * @throws WrongChecksumException if a file is not the one its manifest names
   * @throws PackException if a file cannot be had
   */
  public PackFiles locate(PackManifest pack, PackFetcher fetcher, FetchProgress progress)
      throws PackException {
    Map<String, Path> paths = new HashMap<>();
    List<ModelFile> missing = found(pack.files(), pack, paths);
    if (!missing.isEmpty()) {
      fetcher.fetch(pack, missing, cacheFolder(pack), progress);
      List<ModelFile> stillMissing = found(missing, pack, paths);
      if (!stillMissing.isEmpty()) {
        throw new PackException(
            "%s is still missing after fetching pack %s"
                .formatted(stillMissing.get(0).file(), pack.name()));
      }
    }
    return new PackFiles(pack, paths);
  }

  /** Notes where files are, refuses wrong ones, and gives those that are nowhere. */
  private List<ModelFile> found(List<ModelFile> files, PackManifest pack, Map<String, Path> paths)
      throws PackException {
    List<ModelFile> missing = new ArrayList<>();
    for (ModelFile file : files) {
      FileStatus status = status(pack, file);
      switch (status.state()) {
        case OK -> paths.put(file.task(), status.where().orElseThrow());
        case MISSING -> missing.add(file);
        case WRONG ->
            throw new WrongChecksumException(
                file, status.where().orElseThrow(), status.sha256().orElseThrow());
      }
    }
    return missing;
  }

  private FileStatus status(PackManifest pack, ModelFile file) throws PackException {
    Optional<Path> place =
        places(pack).stream()
            .map(folder -> folder.resolve(file.file()))
            .filter(Files::isRegularFile)
            .findFirst();
    if (place.isEmpty()) {
      return new FileStatus(file, FileStatus.State.MISSING, place, Optional.empty());
    }
    String found = checksum(place.get());
    boolean right = found.equals(file.sha256());
    return new FileStatus(
        file, right ? FileStatus.State.OK : FileStatus.State.WRONG, place, Optional.of(found));
  }

  private List<Path> places(PackManifest pack) {
    List<Path> places = new ArrayList<>(folders);
    places.add(cacheFolder(pack));
    return places;
  }

  private static String checksum(Path file) throws PackException {
    try {
      return Checksum.of(file);
    } catch (IOException e) {
      throw new PackException("%s cannot be read".formatted(file), e);
    }
  }
}
