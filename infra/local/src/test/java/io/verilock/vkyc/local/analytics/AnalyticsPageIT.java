package io.verilock.vkyc.local.analytics;

import static io.verilock.vkyc.local.analytics.Records.BANK;
import static io.verilock.vkyc.local.analytics.Records.NOON;
import static io.verilock.vkyc.local.analytics.Records.SHOP;
import static io.verilock.vkyc.local.analytics.Records.alert;
import static io.verilock.vkyc.local.analytics.Records.approvals;
import static io.verilock.vkyc.local.analytics.Records.approved;
import static io.verilock.vkyc.local.analytics.Records.because;
import static io.verilock.vkyc.local.analytics.Records.declined;
import static io.verilock.vkyc.local.analytics.Records.expired;
import static io.verilock.vkyc.local.analytics.Records.inReview;
import static io.verilock.vkyc.local.analytics.Records.record;
import static io.verilock.vkyc.local.analytics.Resolution.FIVE_MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.SelectOption;
import io.verilock.vkyc.schemas.ScoreDistribution;
import io.verilock.vkyc.schemas.Topic;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.servers.EmbeddedKafka;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.Browser;
import io.verilock.vkyc.testing.SharedBroker;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page as a person sees it: a real broker, a real browser. */
@ExtendWith(SharedBroker.class)
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
  private static EmbeddedKafka kafka;
  private static KafkaProducer<String, byte[]> producer;
  private static AnalyticsServer server;

  private final List<String> complaints = new ArrayList<>();
  private final Set<String> written = new HashSet<>();
  private Page page;

  @BeforeAll
  static void startAll(EmbeddedKafka broker) throws Exception {
    Path program = Browser.program().orElse(null);
    assumeTrue(program != null, "no Chromium is installed: the page is not tried in a browser");
    browser = Browser.start(program);
    PlaywrightAssertions.setDefaultAssertionTimeout((double) Await.LONGEST.toMillis());
    Files.createDirectories(PICTURES);
    kafka = broker;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "test"),
            new StringSerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    server = AnalyticsServer.start(kafka.bootstrapServers(), 0);
  }

  @AfterAll
  static void closeAll() throws Exception {
    for (AutoCloseable one : new AutoCloseable[] {server, producer, browser}) {
      if (one != null) {
        one.close();
      }
    }
  }

  @BeforeEach
  void openWindow() {
    page = browser.open(1280, 900);
    page.setDefaultTimeout((double) Await.LONGEST.toMillis());
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  @AfterEach
  void removeRecords() throws Exception {
    producer.beginTransaction();
    for (String key : List.copyOf(written)) {
      send(Topics.SCORE_DISTRIBUTIONS, key, null);
      send(Topics.DRIFT_ALERTS, key, null);
    }
    producer.commitTransaction();
    awaitSessions(0);
    page.context().close();
  }

  @Test
  void aStackWithoutSessionsSaysWhatToDo() throws Exception {
    awaitSessions(0);
    open("");

    see("#empty h2", "No session has ended yet");
    see("#empty p", "./vkyc ingest");
    assertThat(page.locator("#figures").isVisible()).isFalse();
    picture("empty");
    assertThat(complaints).isEmpty();
  }

  @Test
  void theFiguresAreThoseOfTheTopicAndEveryChartIsDrawn() throws Exception {
    writeSessions();
    open("");

    see("#total-sessions", "29");
    see("#total-approved", "82.8 %");
    see("#total-expired", "3.4 %");
    see("#count-expired", "1 session");
    see("#total-latency", "1.00 s");
    see("#liveness-summary", "0 without the score");
    see("#drift-rows", "liveness of shop sank from 82 to 61");
    see("#drift-rows", "0.41");
    see("#reasons-rows", "presentation attack suspected");
    for (String chart : CHARTS) {
      assertThat(colours(page.locator("#" + chart).screenshot())).as(chart).isGreaterThan(20);
    }
    picture("desktop");
    assertThat(complaints).isEmpty();
  }

  @Test
  void aFilterChangesTheFiguresAndStandsInTheAddress() throws Exception {
    writeSessions();
    open("");
    see("#total-sessions", "29");
    page.getByLabel("Tenant").selectOption("bank");
    see("#total-sessions", "23");
    assertThat(page.url()).endsWith("?tenant=bank");
    page.locator("#reasons-rows button").first().press("Enter");
    see("#total-sessions", "2");
    assertThat(page.locator("[name=reason]").inputValue())
        .isEqualTo("presentation_attack_suspected");

    page.reload();
    see("#total-sessions", "2");
    assertThat(page.getByLabel("Tenant").inputValue()).isEqualTo("bank");
    page.getByText("Reset", new Page.GetByTextOptions().setExact(true)).click();
    see("#total-sessions", "29");
    assertThat(page.url()).endsWith("/");

    page.getByLabel("Range").selectOption(new SelectOption().setLabel("From … to …"));
    page.getByLabel("From (UTC)").fill("2026-03-04T12:10");
    page.getByLabel("To (UTC)").fill("2026-03-04T12:15");
    see("#total-sessions", "20");
    page.getByLabel("To (UTC)").fill("2026-03-04T12:09");
    see("#error", "to: 2026-03-04T12:09:00Z is not after 2026-03-04T12:10:00Z");
    see("#total-sessions", "20");
    picture("error");
    page.getByLabel("Range").selectOption(new SelectOption().setLabel("Last hour"));
    see("#empty h2", "No session ended in this range");
    picture("nothing-in-range");
  }

  @Test
  void theFunnelIsSplitByADimension() throws Exception {
    writeSessions();
    open("");
    see("#total-sessions", "29");
    page.locator("#funnel-by").selectOption("video_mode");

    PlaywrightAssertions.assertThat(page.locator("#funnel"))
        .hasAttribute("aria-label", Pattern.compile("self_record: ended 23.*live_agent: ended 6"));
    assertThat(page.url()).endsWith("?by=video_mode");
    picture("funnel");
    assertThat(complaints).isEmpty();
  }

  @Test
  void otherThresholdsAreJudgedByTheJointScores() throws Exception {
    writeSessions();
    open("");
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
    picture("what-if");
    page.getByText("Back to 50 and 50").click();
    see("#what-if-words", "as many as now");
    assertThat(complaints).isEmpty();
  }

  @Test
  void whatIsShownCanBeTakenAway() throws Exception {
    writeSessions();
    open("?tenant=bank");
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
    assertThat(complaints).isEmpty();
  }

  @Test
  void aPhoneShowsAllWithoutScrollingSideways() throws Exception {
    writeSessions();
    page.setViewportSize(390, 844);
    open("?range=custom&from=2026-03-04T12:00&to=2026-03-04T12:20&by=video_mode");
    see("#total-sessions", "29");

    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    picture("phone");
    page.setViewportSize(1280, 900);
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(1280);
    assertThat(complaints).isEmpty();
  }

  @Test
  void everyFieldAndButtonHasANameAndCanBeReachedByKey() throws Exception {
    writeSessions();
    open("");
    see("#total-sessions", "29");

    Set<String> reached = new HashSet<>();
    for (int i = 0; i < 60; i++) {
      page.keyboard().press("Tab");
      reached.add(
          page.evaluate(
                  "(() => { const e = document.activeElement; return (e.name || e.id ||"
                      + " e.dataset.chart || '') + ''; })()")
              .toString());
    }
    assertThat(reached)
        .containsAll(CHARTS)
        .contains("range", "tenant", "mode", "language", "model", "reason", "by")
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
    open("");
    producer.beginTransaction();
    send("lost", record(NOON, FIVE_MINUTES, BANK, approvals(50)));
    producer.abortTransaction();
    producer.beginTransaction();
    send(Topics.SCORE_DISTRIBUTIONS, "bad", new byte[] {1, 2, 3});
    send(Topics.DRIFT_ALERTS, "bad", new byte[] {1, 2, 3});
    send("kept", record(NOON, FIVE_MINUTES, BANK, approvals(7)));
    send("kept", record(NOON, FIVE_MINUTES, BANK, approvals(8)));
    producer.commitTransaction();

    awaitSessions(8);
    see("#total-sessions", "8");
    see("#notice", "2 records could not be read and are left out");
  }

  @Test
  void thePageSaysWhenTheStackIsGoneAndKeepsWhatItShowed() throws Exception {
    DistributionIndex index = new DistributionIndex();
    index.put("a", record(NOON, FIVE_MINUTES, BANK, approvals(7)));
    try (AnalyticsServer other = AnalyticsServer.serve(index, 0)) {
      page.navigate(other.address().toString());
      see("#total-sessions", "7");
    }
    page.getByLabel("Tenant").selectOption("bank");

    see("#error", "the stack does not answer");
    see("#total-sessions", "7");
  }

  /** 29 sessions in three windows: 3 and 20 of a bank, 6 of a shop. */
  private void writeSessions() throws Exception {
    producer.beginTransaction();
    send("bank-1", record(NOON, FIVE_MINUTES, BANK, declined(12, 85), declined(31, 88), expired()));
    send("bank-2", record(NOON.plusSeconds(600), FIVE_MINUTES, BANK, approvals(20)));
    send(
        "shop-1",
        record(
            NOON.plusSeconds(300),
            FIVE_MINUTES,
            SHOP,
            approved(64, 90),
            approved(92, 71),
            approved(88, 66),
            approved(83, 79),
            inReview(55),
            declined(90, 15)));
    send(
        "attack-1",
        record(
            NOON,
            FIVE_MINUTES,
            because(BANK, "presentation_attack_suspected"),
            declined(12, 85),
            declined(31, 88)));
    send(
        "photo-1",
        record(
            NOON.plusSeconds(300),
            FIVE_MINUTES,
            because(SHOP, "no_reference_photo"),
            inReview(55)));
    send(
        Topics.DRIFT_ALERTS,
        "drift-1",
        Topics.DRIFT_ALERTS.encode(alert("d1", NOON.plusSeconds(300), SHOP)));
    producer.commitTransaction();
    awaitSessions(29);
  }

  private void send(String key, ScoreDistribution record) throws Exception {
    send(Topics.SCORE_DISTRIBUTIONS, key, Topics.SCORE_DISTRIBUTIONS.encode(record));
  }

  private void send(Topic<?> topic, String key, byte[] value) throws Exception {
    written.add(key);
    producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
  }

  /** Waits until the server has read so many; alerts are written in the same transactions. */
  private void awaitSessions(int sessions) throws Exception {
    Await.until(
        sessions + " sessions",
        () -> {
          String answer = page.context().request().get(server.address() + "analytics.json").text();
          return answer.contains("\"complete\":true")
              && answer.contains("\"totals\":{\"sessions\":%d,".formatted(sessions));
        });
  }

  private void open(String query) {
    page.navigate(server.address() + query);
    page.waitForSelector("html[data-drawn]");
  }

  private void see(String selector, String text) {
    PlaywrightAssertions.assertThat(page.locator(selector)).containsText(text);
  }

  private void picture(String name) {
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })");
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + ".png")));
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
