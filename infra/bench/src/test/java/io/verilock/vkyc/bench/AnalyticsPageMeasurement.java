package io.verilock.vkyc.bench;

import com.microsoft.playwright.Page;
import io.verilock.vkyc.testing.Browser;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Measures the analysts' page on 10 million results, in the browser too. Run by hand. */
final class AnalyticsPageMeasurement {
  private AnalyticsPageMeasurement() {}

  public static void main(String[] args) throws Exception {
    long sessions = args.length > 0 ? Long.parseLong(args[0]) : 10_000_000;
    System.out.println(
        new AnalyticsPageBench(sessions, System.out::println)
            .measure(
                (address, end) -> {
                  try (Browser browser = Browser.start(Browser.program().orElseThrow())) {
                    for (Duration range : List.of(Duration.ofDays(30), Duration.ofDays(14))) {
                      Instant from = end.minus(range);
                      String query =
                          "?range=custom&from=%s&to=%s".formatted(minutes(from), minutes(end));
                      for (int i = 0; i < 5; i++) {
                        Page page = browser.open(1280, 900);
                        page.navigate(address + query);
                        page.waitForSelector("html[data-drawn]");
                        System.out.printf(
                            "%d days: charts drawn after %s ms; %s%n",
                            range.toDays(),
                            page.evaluate("document.documentElement.dataset.drawn"),
                            page.evaluate(
                                "performance.getEntriesByType('resource').map(r =>"
                                    + " r.name.split('/').pop().slice(0, 20) + ' ' +"
                                    + " Math.round(r.startTime) + '-' +"
                                    + " Math.round(r.responseEnd)).join(', ')"));
                        if (i == 0) {
                          page.screenshot(
                              new Page.ScreenshotOptions()
                                  .setFullPage(true)
                                  .setPath(
                                      Path.of(
                                          "target/analytics-%d.png".formatted(range.toDays()))));
                        }
                        page.close();
                      }
                    }
                  }
                }));
  }

  private static String minutes(Instant moment) {
    return moment.toString().substring(0, 16);
  }
}
