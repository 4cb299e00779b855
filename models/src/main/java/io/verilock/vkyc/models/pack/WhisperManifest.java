package io.verilock.vkyc.models.pack;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the operator says of a Whisper network: {@value #FILE} below a folder of weights.
 *
 * @param file of the network, beside the manifest
 * @param url where the file can be had; null where it is put beside the manifest by hand
 * @param sha256 of the file, in lower-case hexadecimal digits
 * @param bytes length of the file
 * @param licence of the weights
 * @param languages to be written down by it, of {@link #LANGUAGES}
 */
record WhisperManifest(
    String file, String url, String sha256, long bytes, String licence, Set<String> languages) {
  static final String FILE = "whisper/manifest.json";

  /** The name of the bundle. */
  static final String NAME = "whisper";

  /** The file's task. */
  static final String TASK = "dictation_whisper";

  /** Sessions are held in these, and in English, which has a dictation of its own. */
  static final Set<String> LANGUAGES = Set.of("es", "fr", "de", "pt");

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** Refuses what does not say all there is to say. */
  WhisperManifest {
    if (file == null || sha256 == null || licence == null || languages == null) {
      throw new IllegalArgumentException("file, sha256, bytes, licence and languages are needed");
    }
    if (languages.isEmpty() || !LANGUAGES.containsAll(languages)) {
      throw new IllegalArgumentException(
          "languages are some of %s, not %s".formatted(LANGUAGES, languages));
    }
    if (url != null && !Set.of("http", "https").contains(URI.create(url).getScheme())) {
      throw new IllegalArgumentException("url begins with https: or http:, not " + url);
    }
    languages = Set.copyOf(languages);
  }

  /** Reads what an operator wrote. */
  static WhisperManifest read(Path path) throws PackException {
    try {
      WhisperManifest manifest = JSON.readValue(path.toFile(), WhisperManifest.class);
      manifest.pack();
      return manifest;
    } catch (IOException | IllegalArgumentException e) {
      throw new PackException("manifest %s cannot be used: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** The network as a pack of one file. */
  PackManifest pack() {
    ModelFile network =
        new ModelFile(
            TASK,
            "whisper/" + file,
            licence,
            url == null ? "supplied by the operator" : url,
            "-",
            "-",
            url,
            sha256,
            bytes,
            "16 kHz mono speech",
            "tokens of a text");
    return new PackManifest(
        NAME,
        "Dictation in %s by whisper.cpp, from a network that you supply; beside any pack."
            .formatted(String.join(", ", languages.stream().sorted().toList())),
        List.of(network),
        Map.of(),
        Map.of());
  }
}
