package io.verilock.vkyc.models;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.verilock.vkyc.models.image.PhotoException;
import io.verilock.vkyc.models.image.PhotoLimits;
import io.verilock.vkyc.models.image.PhotoReader;
import io.verilock.vkyc.models.image.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folder {@code shared} beside the checkout: weights and pictures that the repository does not
 * hold. Tests that need it are skipped, with a line that says so, where it is missing. {@code
 * VKYC_DEV_DATA} in the environment names another folder of development data.
 */
public final class SharedData {
  private static final Path SHARED =
      Path.of(System.getProperty("VKYC_HOME", ".."))
          .toAbsolutePath()
          .normalize()
          .resolveSibling("shared");

  // Data that may not be passed on is laid out elsewhere by those who may use it.
  private static final Path DEV =
      Optional.ofNullable(System.getenv("VKYC_DEV_DATA"))
          .map(Path::of)
          .orElse(SHARED.resolve("data/dev"));

  private SharedData() {}

  /** The weights. */
  public static Path models() {
    return required(SHARED.resolve("models"));
  }

  /** A file or folder of the development data. */
  public static Path dev(String path) {
    return required(DEV.resolve(path));
  }

  /** A file as people sent it. */
  public static Path wild(String file) {
    return required(SHARED.resolve("data/wild").resolve(file));
  }

  /** An upright picture of the development data. */
  public static Picture picture(String path) {
    try {
      return new PhotoReader(PhotoLimits.DEFAULT).read(Files.readAllBytes(dev(path)));
    } catch (IOException | PhotoException e) {
      throw new AssertionError(path, e);
    }
  }

  /** The lines of a table of the development data, without its header, cut at commas. */
  public static List<String[]> table(String file) throws IOException {
    return Files.readAllLines(dev(file)).stream().skip(1).map(line -> line.split(",", -1)).toList();
  }

  private static Path required(Path path) {
    if (!Files.exists(path)) {
      System.out.println("skipped: " + path + " is not here");
    }
    assumeTrue(Files.exists(path), () -> path + " is not here");
    return path;
  }
}
