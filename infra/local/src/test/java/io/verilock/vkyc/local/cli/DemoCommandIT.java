package io.verilock.vkyc.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first command that anyone runs, where no real recordings lie beside the checkout. */
@Tag("media")
class DemoCommandIT {
  private static final List<String> SESSIONS =
      List.of(
          "same-person",
          "another-person",
          "no-face",
          "presentation-attack",
          "held-photo",
          "swapped-face",
          "damaged-file");

  @TempDir Path home;

  @Test
  void everySampleSessionHasALineInTheTableAndItsFramesInTheReport() throws Exception {
    Path output = home.resolve("output.txt");
    Process demo =
        ChildJvm.start(
            Vkyc.class, output, Map.of("VKYC_HOME", home.toString()), "demo", "--pack", "fallback");
    try {
      assertThat(demo.waitFor(Await.LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      demo.destroyForcibly();
    }
    String said = Files.readString(output);
    assertThat(demo.exitValue()).as(said).isZero();

    assertThat(said)
        .contains("models: pack fallback", "7 sample sessions. Recordings made from still photos")
        .doesNotContain("Exception", "WARN");
    String table = said.substring(said.indexOf("session  "), said.indexOf("Look at the frames"));
    assertThat(table.lines().skip(1).map(String::strip).filter(line -> !line.isEmpty()))
        .allMatch(line -> line.contains(" completed "))
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactlyElementsOf(SESSIONS);
    assertThat(line(table, "same-person")).doesNotContain("declined", "mismatch");
    assertThat(line(table, "another-person")).contains(" declined ", "selfie_mismatch");
    assertThat(line(table, "no-face")).contains(" declined ", "no_face");
    assertThat(line(table, "presentation-attack")).contains(" declined ", "frozen_video");
    assertThat(line(table, "damaged-file")).contains("video_not_analysed");

    Path report = home.resolve(".vkyc/demo/report.html");
    assertThat(said).contains(report.toUri().toString());
    String html = Files.readString(report);
    for (String session : SESSIONS) {
      assertThat(html).contains("<section class=\"card\" id=\"%s\"".formatted(session));
    }
    String shown = section(html, "same-person");
    assertThat(count(shown, "<image ")).as("the selfie and seven frames").isEqualTo(8);
    assertThat(count(shown, "class=\"face\"")).as("a face on each").isEqualTo(8);
    assertThat(count(shown, "<span>selfie ")).as("a match on each frame").isEqualTo(7);
    assertThat(count(section(html, "no-face"), "<span>no face</span>")).isEqualTo(7);
    assertThat(section(html, "damaged-file")).doesNotContain("> s</strong>");
  }

  private static String line(String table, String session) {
    return table
        .lines()
        .filter(line -> line.strip().startsWith(session + " "))
        .findFirst()
        .orElseThrow();
  }

  private static String section(String html, String session) {
    int start = html.indexOf("id=\"%s\"".formatted(session));
    return html.substring(start, html.indexOf("</section>", start));
  }

  private static int count(String text, String part) {
    Matcher found = Pattern.compile(Pattern.quote(part)).matcher(text);
    return (int) found.results().count();
  }
}
