package io.verilock.vkyc.models.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Packs of text files. */
final class TestFiles {
  private TestFiles() {}

  static ModelFile file(String path, String sha256, long bytes, String url) {
    return new ModelFile(
        path, path, "none", "here", "0", path, url, sha256, bytes, "nothing", "nothing");
  }

  /** A file of this content. */
  static ModelFile file(String path, String content, String url) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    var digest = Checksum.sha256();
    digest.update(bytes);
    return file(path, Checksum.hex(digest), bytes.length, url);
  }

  static PackManifest pack(ModelFile... files) {
    return new PackManifest("test", "for tests", List.of(files), Map.of(), Map.of());
  }

  static Path put(Path folder, String path, String content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }
}
