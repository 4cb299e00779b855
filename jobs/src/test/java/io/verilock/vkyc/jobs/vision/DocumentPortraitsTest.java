package io.verilock.vkyc.jobs.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.jobs.decision.PhotoEvidence;
import io.verilock.vkyc.jobs.decision.Templates;
import io.verilock.vkyc.models.image.Picture;
import io.verilock.vkyc.models.image.Resize;
import io.verilock.vkyc.models.pack.LoadedModels;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.testing.DevelopmentData;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Finds the portraits of real specimen pages, upright, turned, tilted, photographed at an angle,
 * and small; compares each with the portrait of the upright page. The finder was built on these
 * pages: this is no accuracy figure, it shows that turning and tilting lose nothing.
 */
@Tag("media")
class DocumentPortraitsTest {
  private static final int LONG_SIDE = 1000;

  /** Height of a small portrait, in pixels of its page. */
  private static final int SMALL = 38;

  /** What came of the pages in one view of them. */
  private record Tally(int found, int alike, int pages) {}

  /** The pages that the suite looks at each time, each in some of the views. */
  private static final Set<String> FEW =
      Set.of("documents/passporteye/100_pass-uto.jpg", "documents/passporteye/53_id-d.jpg");

  @Tag("figures")
  @Test
  void aPortraitIsFoundAndRecognisedHoweverThePageLies() throws IOException {
    Map<String, UnaryOperator<Picture>> views = new LinkedHashMap<>();
    for (int degrees : new int[] {20, 90, 180, 245}) {
      views.put("turned by " + degrees, turned(degrees));
    }
    views.put("seen at an angle", page -> tilted(page, 0.45, 0.35));
    Map<String, Tally> tallies = tallies(page -> true, views);

    tallies.forEach(
        (name, tally) -> {
          System.out.printf(
              "%s: %d of %d found, %d like the upright portrait%n",
              name, tally.found(), tally.pages(), tally.alike());
          assertThat(tally.pages()).isGreaterThan(10);
          assertThat(tally.found()).as(name).isGreaterThanOrEqualTo(tally.pages() - 1);
          assertThat(tally.alike()).as(name).isGreaterThanOrEqualTo(tally.pages() - 2);
        });
  }

  @Test
  void aTurnedOrTiltedPageGivesThePortraitOfTheUprightOne() throws IOException {
    Map<String, Tally> tallies =
        tallies(
            FEW::contains,
            Map.of("turned", turned(245), "tilted", page -> tilted(page, 0.45, 0.35)));

    assertThat(tallies)
        .containsOnly(
            Map.entry("turned", new Tally(1, 1, 1)), Map.entry("tilted", new Tally(1, 1, 1)));
  }

  /** On the whole page as the detector sees it first, such a portrait is 9 pixels high. */
  @ParameterizedTest
  @ValueSource(ints = {0, 90})
  void aPortraitTooSmallForALookAtTheWholePageIsFoundOnItsTiles(int degrees) throws IOException {
    try (LoadedModels models = DevelopmentData.openPack()) {
      Picture person = DevelopmentData.picture("videos/stills/Theresa_May_0001.jpg");
      double height = models.detector().detect(person).get(0).height();
      Picture portrait =
          Resize.bilinear(
              person,
              (int) (person.width() * SMALL / height),
              (int) (person.height() * SMALL / height));
      Picture page = PageView.whole(pasted(portrait, 2560, 1810), 1, degrees).picture();

      PhotoEvidence evidence =
          new PhotoAnalyser(models).analyse(PhotoKind.document, page).evidence();

      assertThat(evidence.reason()).isNull();
      assertThat(evidence.faces()).isEqualTo(1);
      assertThat((double) evidence.faceHeight()).isCloseTo(SMALL, within(0.2 * SMALL));
      float[] large =
          new PhotoAnalyser(models).analyse(PhotoKind.selfie, person).evidence().template();
      assertThat(models.faceMatch().score(Templates.cosine(evidence.template(), large)))
          .isGreaterThan(50);
    }
  }

  /** A page of paper with a portrait on it, away from the middle. */
  private static Picture pasted(Picture portrait, int width, int height) {
    byte[] bgr = new byte[3 * width * height];
    new Random(2).nextBytes(bgr);
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) (225 + (bgr[i] & 0xff) / 16);
    }
    for (int row = 0; row < portrait.height(); row++) {
      System.arraycopy(
          portrait.bgr(),
          3 * row * portrait.width(),
          bgr,
          3 * ((height / 5 + row) * width + width / 6),
          3 * portrait.width());
    }
    return new Picture(width, height, bgr);
  }

  /** Views of some pages, each compared with the upright page. */
  private static Map<String, Tally> tallies(
      Predicate<String> wanted, Map<String, UnaryOperator<Picture>> views) throws IOException {
    try (LoadedModels models = DevelopmentData.openPack()) {
      PhotoAnalyser analyser = new PhotoAnalyser(models);
      Map<String, Picture> pages = new LinkedHashMap<>();
      Map<String, float[]> upright = new LinkedHashMap<>();
      for (String[] row : DevelopmentData.table("documents.csv")) {
        if (!wanted.test(row[0]) || !DevelopmentData.has(row[0])) {
          continue;
        }
        Picture page = reduced(DevelopmentData.picture(row[0]));
        PhotoEvidence evidence = analyser.analyse(PhotoKind.document, page).evidence();
        boolean visible = row[2].equals("y");
        assertThat(evidence.faces() > 0).as(row[0]).isEqualTo(visible);
        if (visible) {
          pages.put(row[0], page);
          upright.put(row[0], evidence.template());
        }
      }

      Map<String, Tally> tallies = new LinkedHashMap<>();
      views.forEach(
          (name, view) -> tallies.put(name, tally(analyser, models, pages, upright, view)));
      return tallies;
    }
  }

  private static UnaryOperator<Picture> turned(int degrees) {
    return page -> PageView.whole(page, 1, degrees).picture();
  }

  private static Tally tally(
      PhotoAnalyser analyser,
      LoadedModels models,
      Map<String, Picture> pages,
      Map<String, float[]> upright,
      UnaryOperator<Picture> view) {
    int found = 0;
    int alike = 0;
    for (Map.Entry<String, Picture> page : pages.entrySet()) {
      PhotoEvidence evidence =
          analyser.analyse(PhotoKind.document, view.apply(page.getValue())).evidence();
      float[] reference = upright.get(page.getKey());
      found += evidence.faces() > 0 ? 1 : 0;
      boolean compared = evidence.template() != null && reference != null;
      alike +=
          compared
                  && models.faceMatch().score(Templates.cosine(evidence.template(), reference))
                      >= 50
              ? 1
              : 0;
    }
    return new Tally(found, alike, pages.size());
  }

  private static Picture reduced(Picture page) {
    double scale = (double) LONG_SIDE / Math.max(page.width(), page.height());
    return scale >= 1
        ? page
        : Resize.bilinear(page, (int) (scale * page.width()), (int) (scale * page.height()));
  }

  /** The page on a table, turned in depth about both axes by these radians. */
  private static Picture tilted(Picture page, double yaw, double pitch) {
    int width = page.width();
    int height = page.height();
    double away = 1.5 * Math.max(width, height);
    byte[] bgr = new byte[3 * width * height];
    new Random(1).nextBytes(bgr);
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) (110 + (bgr[i] & 0xff) / 16);
    }
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double dx = column - width / 2.0;
        double dy = row - height / 2.0;
        double nearer = 1 - (dx * Math.tan(yaw) + dy * Math.tan(pitch)) / away;
        long x = Math.round(width / 2.0 + dx / Math.cos(yaw) / nearer);
        long y = Math.round(height / 2.0 + dy / Math.cos(pitch) / nearer);
        if (x >= 0 && y >= 0 && x < width && y < height) {
          System.arraycopy(
              page.bgr(), (int) (3 * (y * width + x)), bgr, 3 * (row * width + column), 3);
        }
      }
    }
    return new Picture(width, height, bgr);
  }
}
