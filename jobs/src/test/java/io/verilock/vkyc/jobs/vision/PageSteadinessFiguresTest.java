package io.verilock.vkyc.jobs.vision;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.decision.PhotoEvidence;
import io.verilock.vkyc.jobs.decision.Templates;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.pack.LoadedModels;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.testing.DevelopmentData;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The figures of docs/evaluation.md on one page sent in several ways: how often the answer is that
 * of the page as it is. Prints the table, a page a row.
 */
@Tag("figures")
class PageSteadinessFiguresTest {
  private static final double SAME_PERSON = 50;

  /** How many variants of a page there are, and how many of them were answered alike. */
  private static final class Count {
    private int variants;
    private int alike;
    private int found;

    void add(boolean sameAnswer, boolean anyFace) {
      variants++;
      alike += sameAnswer ? 1 : 0;
      found += anyFace ? 1 : 0;
    }
  }

  @Test
  void theSamePageHasTheSameAnswerHoweverItIsSent() throws IOException {
    Map<String, Map<String, Count>> byPage = new LinkedHashMap<>();
    Map<String, PhotoEvidence> originals = new LinkedHashMap<>();
    try (LoadedModels models = DevelopmentData.openPack()) {
      List<String[]> rows =
          DevelopmentData.table("documents.csv").stream()
              .filter(row -> DevelopmentData.has(row[0]))
              .toList();
      rows.parallelStream()
          .forEach(
              row -> {
                Picture page = DevelopmentData.picture(row[0]);
                PhotoAnalyser analyser = new PhotoAnalyser(models);
                PhotoFindings original = analyser.analyse(PhotoKind.document, page);
                Map<String, Count> counts = new TreeMap<>();
                for (PageVariant variant : PageVariant.all()) {
                  PhotoFindings findings = analyser.analyse(PhotoKind.document, variant.of(page));
                  boolean alike = alike(original, findings, variant, page);
                  for (String group : List.of(variant.group(), "all")) {
                    counts
                        .computeIfAbsent(group, name -> new Count())
                        .add(alike, findings.evidence().faces() > 0);
                  }
                  if (!alike) {
                    System.out.printf(
                        "%s, %s: %s; as it is: %s; of one person: %s%n",
                        row[0],
                        variant.name(),
                        words(findings),
                        words(original),
                        score(models, original, findings)
                            .map(score -> score >= SAME_PERSON)
                            .orElse(null));
                  }
                }
                synchronized (byPage) {
                  byPage.put(row[0], counts);
                  originals.put(row[0], original.evidence());
                }
              });
      Map<String, Count> all = new TreeMap<>();
      System.out.println("| page | as it is | EXIF | turned | JPEG | scaled | all | found |");
      System.out.println("|---|---|---|---|---|---|---|---|");
      for (String[] row : rows) {
        Map<String, Count> counts = byPage.get(row[0]);
        PhotoEvidence original = originals.get(row[0]);
        System.out.println(
            line(
                row[0].replace("documents/", ""),
                original.faces() == 0 ? "no face" : "faces: " + original.faces(),
                counts));
        counts.forEach(
            (group, count) -> {
              Count sum = all.computeIfAbsent(group, name -> new Count());
              sum.variants += count.variants;
              sum.alike += count.alike;
              sum.found += count.found;
            });
        assertThat(original.faces() > 0).as(row[0]).isEqualTo(row[2].equals("y"));
        if (row[2].equals("n")) {
          assertThat(counts.get("all").found).as(row[0]).isZero();
        }
      }
      System.out.println(line("all", "", all));
      assertThat(rows).hasSizeGreaterThan(10);
    }
  }

  /** Whatever the search takes for a face is covered by grey: what is left of the page has none. */
  @Test
  void aPageWhosePortraitsAreCoveredShowsNone() throws IOException {
    try (LoadedModels models = DevelopmentData.openPack()) {
      PortraitFinder finder = new PortraitFinder(models);
      int pages = 0;
      for (String[] row : DevelopmentData.table("documents.csv")) {
        if (DevelopmentData.has(row[0])) {
          Picture page = DevelopmentData.picture(row[0]);
          assertThat(finder.find(covered(page, finder.find(page)))).as(row[0]).isEmpty();
          pages++;
        }
      }
      System.out.printf("%d pages with covered portraits: none has a face%n", pages);
    }
  }

  private static Picture covered(Picture page, List<SeenFace> faces) {
    byte[] bgr = page.bgr().clone();
    for (SeenFace face : faces) {
      FaceSpot spot = face.spot();
      int left = (int) Math.max(0, spot.x() - spot.height());
      int right = (int) Math.min(page.width(), spot.x() + spot.height());
      int bottom = (int) Math.min(page.height(), spot.y() + spot.height());
      for (int y = (int) Math.max(0, spot.y() - spot.height()); y < bottom; y++) {
        Arrays.fill(bgr, 3 * (y * page.width() + left), 3 * (y * page.width() + right), (byte) 200);
      }
    }
    return new Picture(page.width(), page.height(), bgr);
  }

  private static String line(String page, String original, Map<String, Count> counts) {
    StringBuilder line = new StringBuilder("| %s | %s |".formatted(page, original));
    for (String group : List.of("EXIF", "turned", "JPEG", "scaled", "all")) {
      Count count = counts.get(group);
      line.append(" %d of %d |".formatted(count.alike, count.variants));
    }
    return line.append(" %d |".formatted(counts.get("all").found)).toString();
  }

  private static boolean alike(
      PhotoFindings original, PhotoFindings changed, PageVariant variant, Picture page) {
    if (original.evidence().faces() != changed.evidence().faces()) {
      return false;
    }
    return original.spot().isEmpty()
        || original.spot().get().isAt(variant.onOriginal(changed.spot().orElseThrow(), page));
  }

  private static Optional<Double> score(LoadedModels models, PhotoFindings a, PhotoFindings b) {
    return a.evidence().template() == null || b.evidence().template() == null
        ? Optional.empty()
        : Optional.of(
            models
                .faceMatch()
                .score(Templates.cosine(a.evidence().template(), b.evidence().template())));
  }

  private static String words(PhotoFindings findings) {
    PhotoEvidence evidence = findings.evidence();
    return "%d faces, %s%s"
        .formatted(
            evidence.faces(),
            evidence.reason(),
            findings
                .spot()
                .map(
                    spot ->
                        ", at (%.0f, %.0f), %.0f high".formatted(spot.x(), spot.y(), spot.height()))
                .orElse(""));
  }
}
