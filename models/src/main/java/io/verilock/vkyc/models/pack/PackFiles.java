package io.verilock.vkyc.models.pack;

import java.nio.file.Path;
import java.util.Map;

/**
 * A pack whose files were all found and checked.
 *
 * @param manifest of the pack
 * @param paths where each task's file is
 */
public record PackFiles(PackManifest manifest, Map<String, Path> paths) {
  /** Copies what it is given. */
  public PackFiles {
    paths = Map.copyOf(paths);
  }

  /** Where the file of a task is. */
  public Path path(String task) {
    return paths.get(manifest.file(task).task());
  }

  /** Which model does a task, as results record it. */
  public String version(String task) {
    return manifest.file(task).version(manifest.name());
  }
}
