package io.verilock.vkyc.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.verilock.vkyc.models.image.PhotoException;
import io.verilock.vkyc.models.image.PhotoLimits;
import io.verilock.vkyc.models.image.PhotoReader;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.inference.InferenceSettings;
import io.verilock.vkyc.models.pack.LoadedModels;
import io.verilock.vkyc.models.pack.PackLocator;
import io.verilock.vkyc.models.pack.Packs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Weights, pictures and recordings that the repository does not hold, in a folder {@code shared}
 * beside or above it. Tests that need them are skipped, with a line that says so, where they are
 * missing. {@code VKYC_DEV_DATA} in the environment names another folder of development data.
 */
public final class DevelopmentData {
  private static final Path SHARED = shared();
  private static final Path DEV =
      Optional.ofNullable(System.getenv("VKYC_DEV_DATA"))
          .map(Path::of)
          .orElse(SHARED.resolve("data/dev"));

  private DevelopmentData() {}

  /** Whether a file that may not be passed on is here all the same. */
  public static boolean has(String path) {
    return Files.exists(DEV.resolve(path));
  }

  /** The folder of weights. */
  public static Path models() {
    return required(SHARED.resolve("models"));
  }

  /** A file or folder of the development data. */
  public static Path file(String path) {
    return required(DEV.resolve(path));
  }

  /** A file as people sent it. */
  public static Path wild(String path) {
    return required(SHARED.resolve("data/wild").resolve(path));
  }

  /**
   * The pack {@code open}, to be closed. All but the face mesh is in the folder of weights: that
   * the importer makes, which the test must have on its class path.
   */
  public static LoadedModels openPack() throws IOException {
    models();
    return Packs.load("open", InferenceSettings.DEFAULT, PackLocator.standard());
  }

  /** An upright picture. */
  public static Picture picture(String path) {
    try {
      return new PhotoReader(PhotoLimits.DEFAULT).read(Files.readAllBytes(file(path)));
    } catch (IOException | PhotoException e) {
      throw new AssertionError(path, e);
    }
  }

  /** The lines of a table without its header, cut at commas. */
  public static List<String[]> table(String path) throws IOException {
    return Files.readAllLines(file(path)).stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .toList();
  }

  private static Path required(Path path) {
    if (!Files.exists(path)) {
      System.out.println("skipped: " + path + " is not here");
    }
    assumeTrue(Files.exists(path), () -> path + " is not here");
    return path;
  }

  private static Path shared() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder.getParent() != null && !Files.exists(folder.resolve("shared/models"))) {
      folder = folder.getParent();
    }
    return folder.resolve("shared");
  }
}
