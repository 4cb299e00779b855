package io.verilock.vkyc.gateway;

import static io.verilock.vkyc.gateway.analytics.Records.NOON;
import static io.verilock.vkyc.gateway.analytics.Records.approvals;
import static io.verilock.vkyc.gateway.analytics.Records.record;
import static io.verilock.vkyc.gateway.analytics.Records.recorded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import io.verilock.vkyc.gateway.Shared.Running;
import io.verilock.vkyc.gateway.access.Scope;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.Browser;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page as analysts see it: a real Kafka, gateway and browser. */
@ExtendWith(Shared.class)
class AnalyticsPageIT {
  private static final Path PICTURES = Path.of("target", "analytics-page");
  private static final List<String> CHARTS =
      List.of(
          "liveness-histogram",
          "face-match-histogram",
          "liveness-bands",
          "face-match-bands",
          "rates",
          "funnel");

  private static Browser browser;

  private final List<String> complaints = new ArrayList<>();
  private Running running;
  private String tenant;
  private Client admin;
  private CountedSessions counted;
  private Page page;

  @BeforeAll
  static void startBrowser() throws Exception {
    Path program = Browser.program().orElse(null);
    assumeTrue(program != null, "no Chromium is installed: the page is not tried in a browser");
    browser = Browser.start(program);
    PlaywrightAssertions.setDefaultAssertionTimeout((double) Await.LONGEST.toMillis());
    Files.createDirectories(PICTURES);
  }

  @AfterAll
  static void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open(Running shared) {
    running = shared;
    tenant = shared.tenant("standard");
    admin = new Client(shared.gateway().address(), shared.key(tenant, Scope.values()));
    counted = new CountedSessions(shared.kafka().bootstrapServers());
    page = PageCheck.open(browser, 1280, 900, complaints);
  }

  @AfterEach
  void close() {
    counted.close();
    page.context().close();
    assertThat(complaints).isEmpty();
  }

  @Test
  void anAnalystComesHereAndNowhereElse() throws Exception {
    enter("analyst");
    assertThat(page.locator(".bar nav a").allInnerTexts()).containsExactly("Analytics");
    assertThat(page.title()).isEqualTo("Score analytics");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
    see("h1", "You are not signed in");
    page.navigate(running.gateway().address() + "/analytics");
    see("h1", "You are not signed in");
  }

  @Test
  void whoMayNotIsNotShownTheWay() throws Exception {
    page.navigate(link("reviewer"));
    see(".who", "Ada, reviewer");
    assertThat(page.locator(".bar nav a").allInnerTexts()).containsExactly("Review", "Console");
    page.navigate(running.gateway().address() + "/analytics");
    see("#error", "lacks the scope analytics:read");
    page.navigate(link("admin"));
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Analytics")).click();
    see("#empty h2", "No session has ended yet");
  }

  @Test
  void anAccountWithoutSessionsSaysSo() throws Exception {
    enter("analyst");

    see("#empty h2", "No session has ended yet");
    assertThat(page.locator("#figures").isVisible()).isFalse();
    look("empty");
  }

  @Test
  void theFiguresAreThoseOfTheTopicAndEveryChartIsDrawn() throws Exception {
    writeSessions();
    enter("analyst");

    see("#total-sessions", "29");
    see("#total-approved", "82.8 %");
    see("#total-expired", "3.4 %");
    see("#count-expired", "1 session");
    see("#total-latency", "1.00 s");
    see("#liveness-summary", "0 without the score");
    see("#drift-rows", "liveness of live_agent sank from 82 to 61");
    see("#drift-rows", "0.41");
    see("#reasons-rows", "presentation attack suspected");
    for (String chart : CHARTS) {
      assertThat(colours(page.locator("#" + chart).screenshot())).as(chart).isGreaterThan(20);
    }
    page.locator("#liveness-histogram").hover();
    see(".tip", "share");
    look("desktop");
  }

  @Test
  void aFilterChangesTheFiguresAndStandsInTheAddress() throws Exception {
    writeSessions();
    enter("analyst");
    see("#total-sessions", "29");
    page.locator("[name=mode]").selectOption("self_record");
    see("#total-sessions", "23");
    assertThat(page.url()).endsWith("/analytics?mode=self_record");
    page.locator("#reasons-rows button").first().press("Enter");
    see("#total-sessions", "2");
    assertThat(page.locator("[name=reason]").inputValue())
        .isEqualTo("presentation_attack_suspected");

    page.reload();
    see("#total-sessions", "2");
    assertThat(page.locator("[name=mode]").inputValue()).isEqualTo("self_record");
    page.getByText("Reset", new Page.GetByTextOptions().setExact(true)).click();
    see("#total-sessions", "29");
    assertThat(page.url()).endsWith("/analytics");

    page.getByLabel("Range").selectOption(new SelectOption().setLabel("From … to …"));
    page.getByLabel("From (UTC)").fill("2026-03-04T12:10");
    page.getByLabel("To (UTC)").fill("2026-03-04T12:15");
    see("#total-sessions", "20");
    page.getByLabel("To (UTC)").fill("2026-03-04T12:09");
    see("#error", "query:to is 2026-03-04T12:09:00Z, which is not after 2026-03-04T12:10:00Z");
    see("#total-sessions", "20");
    look("error");
    page.getByLabel("Range").selectOption(new SelectOption().setLabel("Last hour"));
    see("#empty h2", "No session ended in this range");
    look("nothing-in-range");
  }

  @Test
  void theFunnelIsSplitByADimension() throws Exception {
    writeSessions();
    enter("analyst");
    see("#total-sessions", "29");
    page.locator("#funnel-by").selectOption("video_mode");

    PlaywrightAssertions.assertThat(page.locator("#funnel"))
        .hasAttribute("aria-label", Pattern.compile("self_record: ended 23.*live_agent: ended 6"));
    assertThat(page.url()).endsWith("?by=video_mode");
    look("funnel");
  }

  @Test
  void otherThresholdsAreJudgedByTheJointScores() throws Exception {
    writeSessions();
    enter("analyst");
    see(
        "#what-if-words",
        "24 of 28 completed sessions would pass both scores (85.7 %): as many as now.");
    page.getByLabel("Liveness from").focus();
    for (int threshold = 55; threshold <= 75; threshold += 5) {
      page.keyboard().press("ArrowRight");
    }

    see("#threshold-liveness-value", "75");
    see(
        "#what-if-words",
        "15 of 28 completed sessions would pass both scores (53.6 %): 9 fewer than the 24 of now (−37.5 %).");
    assertThat(page.locator("#what-if-rows tr").nth(1).innerText())
        .contains("2 (7.1 %)", "11 (39.3 %)", "+9");
    assertThat(page.url()).endsWith("?if_liveness=75");
    look("what-if");
    page.getByText("Back to 50 and 50").click();
    see("#what-if-words", "as many as now");
  }

  @Test
  void whatIsShownCanBeTakenAway() throws Exception {
    writeSessions();
    enter("analyst");
    open("?mode=self_record");
    see("#total-sessions", "23");

    Path series = save(page.getByText("CSV over time"), "series.csv");
    assertThat(Files.readAllLines(series))
        .hasSize(4)
        .first()
        .asString()
        .startsWith("window_start,window_seconds,sessions");
    assertThat(Files.readAllLines(series).get(1)).startsWith("2026-03-04T12:00:00Z,300,3,2,0,2");
    Path histograms = save(page.getByText("CSV histograms"), "histograms.csv");
    assertThat(Files.readAllLines(histograms)).hasSize(102).contains("12,13,1,0");
    for (String chart : CHARTS) {
      Path png = save(page.locator("[data-chart=%s]".formatted(chart)), chart + ".png");
      BufferedImage picture = ImageIO.read(png.toFile());
      assertThat(picture.getWidth()).isGreaterThan(800);
      assertThat(colours(Files.readAllBytes(png))).as(chart).isGreaterThan(20);
    }
  }

  @Test
  void aPhoneShowsAllWithoutScrollingSideways() throws Exception {
    writeSessions();
    page.setViewportSize(390, 844);
    enter("analyst");
    open("?range=custom&from=2026-03-04T12:00&to=2026-03-04T12:20&by=video_mode");
    see("#total-sessions", "29");

    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    look("phone");
    page.setViewportSize(1280, 900);
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(1280);
  }

  @Test
  void everyFieldAndButtonHasANameAndCanBeReachedByKey() throws Exception {
    writeSessions();
    enter("analyst");
    see("#total-sessions", "29");

    Set<String> reached = new HashSet<>();
    for (int i = 0; i < 70; i++) {
      page.keyboard().press("Tab");
      reached.add(
          page.evaluate(
                  "(() => { const e = document.activeElement; return (e.name || e.id ||"
                      + " e.dataset.chart || '') + ''; })()")
              .toString());
    }
    assertThat(reached)
        .containsAll(CHARTS)
        .contains("range", "mode", "language", "model", "reason", "by")
        .contains("csv-series", "csv-histograms", "threshold-liveness", "threshold-face-match");
    assertThat(
            page.evaluate(
                "[...document.querySelectorAll('button, select, input, a')].filter(e =>"
                    + " !(e.labels?.length || e.textContent.trim() ||"
                    + " e.getAttribute('aria-label'))).length"))
        .isEqualTo(0);
  }

  @Test
  void onlyCommittedRecordsCountAndThoseThatCannotBeReadAreCounted() throws Exception {
    enter("analyst");
    counted.aborted(() -> send("lost", 50));
    counted.committed(
        () -> {
          counted.send(Topics.SCORE_DISTRIBUTIONS, tenant + "-bad", new byte[] {1, 2, 3});
          counted.send(Topics.DRIFT_ALERTS, tenant + "-bad", new byte[] {1, 2, 3});
          send("kept", 7);
          send("kept", 8);
        });

    CountedSessions.await(admin, 8);
    see("#total-sessions", "8");
    see("#notice", "2 records could not be read and are left out");
  }

  @Test
  void thePageSaysWhenTheGatewayIsGoneAndKeepsWhatItShowed() throws Exception {
    counted.committed(() -> send("some", 7));
    CountedSessions.await(admin, 7);
    enter("analyst");
    see("#total-sessions", "7");
    page.route("**/v1/analytics/**", Route::abort);
    page.locator("[name=mode]").selectOption("self_record");

    see("#error", "The gateway cannot be reached.");
    see("#total-sessions", "7");
  }

  private void send(String key, int approvals) throws Exception {
    counted.send(tenant + "-" + key, record(NOON, recorded(tenant), approvals(approvals)));
  }

  private void writeSessions() throws Exception {
    counted.write(tenant);
    CountedSessions.await(admin, 29);
  }

  private String link(String role) throws Exception {
    return admin
        .post("/v1/staff", "{\"name\": \"Ada\", \"role\": \"%s\"}".formatted(role))
        .text("sign_in_url");
  }

  private void enter(String role) throws Exception {
    page.navigate(link(role));
    page.waitForURL("**/analytics");
    page.waitForSelector("html[data-drawn]");
  }

  private void open(String query) {
    page.navigate(running.gateway().address() + "/analytics" + query);
    page.waitForSelector("html[data-drawn]");
  }

  private void look(String name) throws IOException {
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })");
    PageCheck.look(page, PICTURES.resolve(name + ".png"));
  }

  private void see(String selector, String text) {
    PlaywrightAssertions.assertThat(page.locator(selector)).containsText(text);
  }

  private Path save(Locator link, String name) {
    Download download = page.waitForDownload(link::click);
    Path path = PICTURES.resolve(name);
    download.saveAs(path);
    return path;
  }

  /** Different colours of a picture: one that is blank or only text on white has few. */
  private static int colours(byte[] png) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
    Set<Integer> colours = new HashSet<>();
    for (int x = 0; x < picture.getWidth(); x++) {
      for (int y = 0; y < picture.getHeight(); y++) {
        colours.add(picture.getRGB(x, y));
      }
    }
    return colours.size();
  }
}
