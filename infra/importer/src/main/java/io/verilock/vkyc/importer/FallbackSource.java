package io.verilock.vkyc.importer;

import io.verilock.vkyc.models.pack.ModelFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One package of the fallback pack, what is taken from it, and what is made of it.
 *
 * @param photos pictures of faces that come with the package, usable where no other is at hand
 * @param models networks that come with the package
 */
record FallbackSource(NpmPackage npm, List<String> photos, List<Model> models) {
  /** The packages of the fallback pack. */
  static final List<FallbackSource> ALL =
      List.of(
          new FallbackSource(
              new NpmPackage(
                  "@vladmandic/human",
                  "3.3.6",
                  "425e9c51dbbca0c8934362b170cb0d54c2529c11c654b3c03092b16e9d6ad3f7",
                  28),
              List.of(),
              List.of(
                  graphModel(
                      "blazeface",
                      outputs(
                          "Identity", "scores16",
                          "Identity_1", "scores32",
                          "Identity_2", "boxes16",
                          "Identity_3", "boxes32")),
                  graphModel("facemesh", outputs("Identity_2", "mesh", "Identity_1", "flag")),
                  graphModel("faceres", outputs("global_pooling/Mean", "descriptor")))),
          new FallbackSource(
              new NpmPackage(
                  "@vladmandic/face-api",
                  "1.7.15",
                  "0d77fffeef362ef9c0939cf6c567f3a2e8e177f114fa257a3270cbd2e509b031",
                  13),
              List.of(
                  "demo/sample1.jpg",
                  "demo/sample2.jpg",
                  "demo/sample3.jpg",
                  "demo/sample4.jpg",
                  "demo/sample5.jpg",
                  "demo/sample6.jpg"),
              List.of(
                  new Model(
                      "face/dlib-resnet.onnx",
                      "model/face_recognition_model-weights_manifest.json",
                      "model/face_recognition_model.bin",
                      DlibResNetImporter::toOnnx))));

  /** Every file of the package that is read. */
  Set<String> wanted() {
    Set<String> wanted = new LinkedHashSet<>(photos);
    for (Model model : models) {
      wanted.add(model.description());
      wanted.add(model.weights());
    }
    return wanted;
  }

  /** The network that a file of the pack is made of, if it comes with this package. */
  Optional<Model> model(ModelFile file) {
    return models.stream().filter(model -> model.file().equals(file.file())).findFirst();
  }

  private static Model graphModel(String name, Map<String, String> outputs) {
    return new Model(
        "face/" + name + ".onnx",
        "models/" + name + ".json",
        "models/" + name + ".bin",
        (model, data) -> GraphModelImporter.toOnnx(model, data, name, outputs));
  }

  /** The node and the name of each output, in this order. */
  private static Map<String, String> outputs(String... nodesAndNames) {
    Map<String, String> outputs = new LinkedHashMap<>();
    for (int i = 0; i < nodesAndNames.length; i += 2) {
      outputs.put(nodesAndNames[i], nodesAndNames[i + 1]);
    }
    return outputs;
  }

  /**
   * A network in a package.
   *
   * @param file path of the ONNX file made of it, below the folder of the pack
   * @param description path of the file that says what the weights are
   * @param weights path of the file of weights
   */
  record Model(String file, String description, String weights, Importer importer) {}

  /** Makes an ONNX file of a description and weights. */
  interface Importer {
    byte[] toOnnx(byte[] description, byte[] weights) throws IOException;
  }
}
