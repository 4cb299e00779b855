package io.verilock.vkyc.evaluation.samples;

import io.verilock.vkyc.client.upload.SessionFiles;
import io.verilock.vkyc.schemas.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A sample session.
 *
 * @param purpose what it shows, in a sentence
 * @param answer makes the recording once the session asks for turns of the head; empty where it
 *     asks for nothing, and the recording is there
 */
public record DemoSession(String purpose, SessionFiles files, Optional<Answer> answer) {
  /** Makes a recording of somebody who is asked for something. */
  @FunctionalInterface
  public interface Answer {
    /** The bytes of a recording. */
    byte[] to(List<Prompt> prompts);
  }

  /** A session that asks for nothing. */
  public DemoSession(String purpose, SessionFiles files) {
    this(purpose, files, Optional.empty());
  }

  /**
   * Makes the recording of a session that asks for something.
   *
   * @throws IOException if it cannot be written
   */
  public void record(List<Prompt> prompts) throws IOException {
    if (answer.isPresent()) {
      Files.write(Path.of(files.video()), answer.get().to(prompts));
    }
  }
}
