package io.verilock.vkyc.local.manifest;

import io.verilock.vkyc.testing.DevelopmentData;
import io.verilock.vkyc.testing.DocumentPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/robustness.md says what is answered to manifests as spreadsheets write them. */
class ManifestAnswersTest {
  @Test
  void theTableSaysWhatIsAnswered() throws IOException {
    List<String> lines =
        new ArrayList<>(List.of("| file | what it is | answer |", "|---|---|---|"));
    List<String> list = Files.readAllLines(DevelopmentData.wild("LIST.tsv"));
    for (String row : list.subList(1, list.size())) {
      String[] columns = row.split("\t", -1);
      if (columns[0].endsWith(".csv")) {
        lines.add(
            "| `%s` | %s | %s |"
                .formatted(columns[0], columns[3], answer(DevelopmentData.wild(columns[0]))));
      }
    }
    new DocumentPart(
            Path.of("..", "..", "docs", "robustness.md"),
            "<!-- manifests: made by ManifestAnswersTest -->",
            "<!-- end of manifests -->")
        .requireToBe(String.join("\n", lines) + "\n", "make it anew with -Dvkyc.docs.write=true");
  }

  private static String answer(Path file) {
    try {
      Manifest manifest = ManifestReader.read(file);
      String read = manifest.sessions().size() + " sessions";
      return manifest.ignoredColumns().isEmpty()
          ? read
          : read + ", not looked at: " + String.join(", ", manifest.ignoredColumns());
    } catch (ManifestException e) {
      return "refused: " + e.getMessage().replace(file.toString(), file.getFileName().toString());
    }
  }
}
