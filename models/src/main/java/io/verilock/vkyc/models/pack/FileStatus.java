package io.verilock.vkyc.models.pack;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What was found of one file of a pack, without fetching anything.
 *
 * @param file the file looked for
 * @param state what was found
 * @param where the first place that has a file of this name
 * @param sha256 that file's checksum
 */
public record FileStatus(
    ModelFile file, State state, Optional<Path> where, Optional<String> sha256) {
  /** What was found. */
  public enum State {
    /** There, with the right checksum. */
    OK,
    /** There, with another checksum: will be refused. */
    WRONG,
    /** In none of the places: will be fetched. */
    MISSING
  }
}
