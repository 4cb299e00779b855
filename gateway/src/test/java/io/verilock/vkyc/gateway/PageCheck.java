package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks at a page as people do. */
final class PageCheck {
  private static final Path AXE = Path.of("src/main/pages/node_modules/axe-core/axe.min.js");

  private PageCheck() {}

  /**
   * Opens a window of this size with nothing remembered.
   *
   * @param complaints gets what the browser complains of; a request that is refused is none
   */
  static Page open(Browser browser, int width, int height, List<String> complaints) {
    Page page = browser.open(width, height);
    page.context().setDefaultTimeout((double) Await.LONGEST.toMillis());
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().contains("Failed to load")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    return page;
  }

  /** Takes a picture for people, and makes sure that a check of accessibility finds nothing. */
  static void look(Page page, Path picture) throws IOException {
    page.screenshot(new Page.ScreenshotOptions().setPath(picture).setFullPage(true));
    page.evaluate(Files.readString(AXE));
    assertThat(
            page.evaluate(
                "async () => (await axe.run()).violations.map(found => found.id + ': '"
                    + " + found.nodes.map(node => node.html).join(' '))"))
        .as(picture.getFileName().toString())
        .isEqualTo(List.of());
  }
}
