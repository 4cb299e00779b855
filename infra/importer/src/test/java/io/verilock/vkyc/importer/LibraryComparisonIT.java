package io.verilock.vkyc.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.models.inference.InferenceSettings;
import io.verilock.vkyc.models.inference.OnnxNetwork;
import io.verilock.vkyc.models.inference.Tensor;
import io.verilock.vkyc.models.pack.PackFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The imported networks give what the originals give in the libraries they come from, number by
 * number: those run on Node with TensorFlow.js's WebAssembly backend.
 */
class LibraryComparisonIT {
  private static final Path SCRIPTS = Path.of("src", "test", "node").toAbsolutePath();
  private static final Path WORK = Path.of("target", "node").toAbsolutePath();

  private static final float[] DLIB_MEAN = {122.782f, 117.001f, 104.298f};

  private static PackFiles files;

  @BeforeAll
  static void runTheLibraries() throws Exception {
    files = ImportedPack.files();
    Files.createDirectories(WORK);
    Files.copy(
        SCRIPTS.resolve("package.json"),
        WORK.resolve("package.json"),
        StandardCopyOption.REPLACE_EXISTING);
    writePixels("blazeface", 256, -1, 1);
    writePixels("facemesh", 192, 0, 1);
    writePixels("faceres", 224, -124, 152);
    writePixels("dlib-resnet", 150, 0, 255);
    run("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock");
    run("node", SCRIPTS.resolve("reference.cjs").toString(), WORK.toString());
  }

  @Test
  void blazeFace() throws IOException {
    // The largest numbers are logits and pixels of some tens: float has 7 digits.
    assertSame(
        "face_detector",
        "blazeface",
        pixels -> pixels,
        Map.of("scores16", 1e-3, "scores32", 1e-4, "boxes16", 2.5e-4, "boxes32", 2.5e-4));
  }

  @Test
  void faceMesh() throws IOException {
    assertSame("face_aligner", "facemesh", pixels -> pixels, Map.of("mesh", 3e-4, "flag", 1e-7));
  }

  @Test
  void dlib() throws IOException {
    assertSame(
        "face_embedder_1",
        "dlib-resnet",
        pixels -> {
          for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (pixels[i] - DLIB_MEAN[i % 3]) / 255;
          }
          return pixels;
        },
        Map.of("descriptor", 1e-6));
  }

  @Test
  void faceres() throws IOException {
    assertSame("face_embedder_2", "faceres", pixels -> pixels, Map.of("descriptor", 1e-5));
  }

  private static void assertSame(
      String task, String network, Preparation preparation, Map<String, Double> tolerances)
      throws IOException {
    float[] pixels = preparation.prepared(read(network, "input"));
    int plane = pixels.length / 3;
    int side = (int) Math.sqrt(plane);
    Tensor input = Tensor.zeros(1, 3, side, side);
    for (int i = 0; i < pixels.length; i++) {
      input.data().put(i % 3 * plane + i / 3, pixels[i]);
    }
    try (OnnxNetwork imported = OnnxNetwork.load(files.path(task), InferenceSettings.DEFAULT)) {
      Map<String, Tensor> outputs = imported.run(List.of(input));
      assertThat(outputs).containsOnlyKeys(tolerances.keySet());
      for (Map.Entry<String, Double> tolerance : tolerances.entrySet()) {
        float[] expected = read(network, tolerance.getKey());
        FloatBuffer found = outputs.get(tolerance.getKey()).data();
        assertThat(found.limit()).isEqualTo(expected.length);
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
          worst = Math.max(worst, Math.abs(found.get(i) - expected[i]));
        }
        System.out.printf("%s %s: largest difference %.2g%n", network, tolerance.getKey(), worst);
        assertThat(worst).as(tolerance.getKey()).isLessThanOrEqualTo(tolerance.getValue());
      }
    }
  }

  private static void writePixels(String network, int side, int least, int most)
      throws IOException {
    Random random = new Random(side);
    ByteBuffer bytes =
        ByteBuffer.allocate(side * side * 3 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      bytes.putFloat(least + random.nextFloat() * (most - least));
    }
    Files.write(WORK.resolve(network + ".input"), bytes.array());
  }

  private static float[] read(String network, String what) throws IOException {
    FloatBuffer floats =
        ByteBuffer.wrap(Files.readAllBytes(WORK.resolve(network + "." + what)))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    float[] values = new float[floats.remaining()];
    floats.get(values);
    return values;
  }

  private static void run(String... command) throws Exception {
    Path log = WORK.resolve(command[0] + ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(WORK.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("%s has ended", command[0]).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }

  /** What the library does itself before the first layer. */
  private interface Preparation {
    float[] prepared(float[] pixels);
  }
}
