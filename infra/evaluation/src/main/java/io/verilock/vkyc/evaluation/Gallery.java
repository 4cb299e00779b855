package io.verilock.vkyc.evaluation;

import io.verilock.vkyc.models.image.PhotoException;
import io.verilock.vkyc.models.image.PhotoLimits;
import io.verilock.vkyc.models.image.PhotoReader;
import io.verilock.vkyc.models.image.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The pictures and videos of a folder. What cannot be read is remembered with the reason. Safe for
 * use by several threads.
 */
final class Gallery {
  private final Path folder;
  private final PhotoReader reader = new PhotoReader(PhotoLimits.DEFAULT);
  private final SortedMap<String, String> unreadable = new ConcurrentSkipListMap<>();

  Gallery(Path folder) {
    this.folder = folder;
  }

  /** The picture at a path; empty where there is none that can be read. */
  Optional<Picture> picture(String path) {
    return bytes(path).flatMap(file -> picture(path, file));
  }

  /** The file at a path; empty where there is none that can be read. */
  Optional<byte[]> bytes(String path) {
    try {
      return Optional.of(Files.readAllBytes(folder.resolve(path)));
    } catch (NoSuchFileException e) {
      unreadable(path, "there is no such file");
    } catch (IOException e) {
      unreadable(path, "it cannot be read");
    }
    return Optional.empty();
  }

  /** Remembers that a file cannot be used. */
  void unreadable(String path, String why) {
    unreadable.put(path, why);
  }

  /** Files that could not be used so far, with the reason. */
  SortedMap<String, String> unreadable() {
    return new TreeMap<>(unreadable);
  }

  private Optional<Picture> picture(String path, byte[] file) {
    try {
      return Optional.of(reader.read(file));
    } catch (PhotoException e) {
      unreadable(path, e.getMessage());
      return Optional.empty();
    }
  }
}
