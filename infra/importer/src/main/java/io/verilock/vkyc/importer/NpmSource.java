package io.verilock.vkyc.importer;

import io.verilock.vkyc.models.pack.ModelFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One npm package, what is taken from it, and what is made of it.
 *
 * @param photos pictures of faces that come with the package, usable where no other is at hand
 * @param models what comes with the package
 */
record NpmSource(NpmPackage npm, List<String> photos, List<Model> models) {
  /** The packages: two of the fallback pack, then those of dictation and of phrases. */
  static final List<NpmSource> ALL =
      List.of(
          new NpmSource(
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
          new NpmSource(
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
                      DlibResNetImporter::toOnnx))),
          new NpmSource(
              new NpmPackage(
                  "@usefulsensors/moonshine-js",
                  "0.1.12",
                  "8397120c847b972499f29511dc5e0bc7836c35e852d6b6fe1551443f17dcd571",
                  73),
              List.of(),
              moonshine("base")),
          new NpmSource(
              new NpmPackage(
                  "@moonshine-ai/moonshine-js",
                  "0.1.29",
                  "864e17a00ed494857c71693e835306fa038e0f82002c76e3056d67d574e1c2d8",
                  22),
              List.of(),
              moonshine("tiny")),
          new NpmSource(
              new NpmPackage(
                  "llama-tokenizer-js",
                  "1.2.2",
                  "ee83014ac8b379b16cf8d81e99ffcdb23dfade8c0d2e751bd06e7dc0b8476e72",
                  1),
              List.of(),
              List.of(
                  made(
                      "speech/llama-vocabulary.txt",
                      "llama-tokenizer.js",
                      LlamaVocabulary::ofScript))),
          new NpmSource(
              new NpmPackage(
                  "soundswallower",
                  "0.6.3",
                  "328d1ab2c3708ae85da34bd01f959b99718433ae10758d7919b5636d7841efb1",
                  9),
              List.of(),
              Stream.of(sphinx("en", "en-us"), sphinx("fr", "fr-fr"))
                  .flatMap(List::stream)
                  .toList()));

  /** What of the package is read to make these files. */
  Set<String> wanted(List<ModelFile> files) {
    Set<String> wanted = new LinkedHashSet<>(photos);
    for (ModelFile file : files) {
      Model model = model(file).orElseThrow();
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

  /** The two networks of a size, which are ONNX files in the package already. */
  private static List<Model> moonshine(String size) {
    return List.of(
        made(
            "speech/moonshine-%s-encoder.onnx".formatted(size),
            "dist/model/%s/quantized/encoder_model.onnx".formatted(size),
            bytes -> bytes),
        made(
            "speech/moonshine-%s-decoder.onnx".formatted(size),
            "dist/model/%s/quantized/decoder_model_merged.onnx".formatted(size),
            bytes -> bytes));
  }

  /** The sounds and words of a language, which the package has as they are. */
  private static List<Model> sphinx(String language, String folder) {
    return Stream.of("mdef", "means", "variances", "sendump", "transition_matrices", "dict.txt")
        .map(
            name ->
                made(
                    "speech/pocketsphinx-%s/%s".formatted(language, name.replace(".txt", "")),
                    "model/%s/%s".formatted(folder, name),
                    bytes -> bytes))
        .toList();
  }

  /** A file that is made of one file of the package. */
  private static Model made(String file, String source, Maker maker) {
    return new Model(file, source, source, (same, bytes) -> maker.make(bytes));
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
   * A file of a pack in a package.
   *
   * @param file path of what is made of it, below the folder of the pack
   * @param description path of the file that says what the weights are
   * @param weights path of the file of weights
   */
  record Model(String file, String description, String weights, Importer importer) {}

  /** Makes a file of a pack of a description and weights. */
  interface Importer {
    byte[] make(byte[] description, byte[] weights) throws IOException;
  }

  /** Makes a file of a pack of one other. */
  private interface Maker {
    byte[] make(byte[] bytes) throws IOException;
  }
}
