package io.verilock.vkyc.local.cli;

import io.verilock.vkyc.client.upload.SessionFiles;
import io.verilock.vkyc.local.manifest.Manifest;
import io.verilock.vkyc.local.manifest.ManifestException;
import io.verilock.vkyc.local.manifest.ManifestReader;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The parameter that says which sessions are meant. */
final class ManifestFile {
  @Parameters(
      paramLabel = "MANIFEST.csv",
      description = {
        "The sessions, one a row under a header, as a spreadsheet saves them: with commas, semicolons "
            + "or tabs, in UTF-8. Its columns, in any order, are session_id,video,selfie,document,"
            + "video_mode,video_language; all but the first two may be empty or left out, others are "
            + "ignored and named. Paths are relative to the manifest."
      })
  private Path file;

  /** Its sessions; says which columns were ignored. */
  List<SessionFiles> sessions() throws UsageException {
    try {
      Manifest manifest = ManifestReader.read(file);
      if (!manifest.ignoredColumns().isEmpty()) {
        System.err.printf("ignored columns: %s%n", String.join(", ", manifest.ignoredColumns()));
      }
      return manifest.sessions();
    } catch (ManifestException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
