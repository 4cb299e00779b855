package io.verilock.vkyc.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where the documentation sends its readers. */
class LinksTest {
  private static final Path CHECKOUT = Path.of("..", "..");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  @Test
  void everyLinkWithinTheCheckoutLeadsToAFile() throws IOException {
    List<String> dead = new ArrayList<>();
    for (Path page : pages()) {
      Matcher links = LINK.matcher(Files.readString(page));
      while (links.find()) {
        String target = links.group(1).replaceFirst("#.*", "");
        boolean outside = target.isEmpty() || target.contains("://");
        if (!outside && !Files.exists(page.resolveSibling(target))) {
          dead.add("%s: %s".formatted(CHECKOUT.relativize(page), links.group(1)));
        }
      }
    }
    assertThat(dead).isEmpty();
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(CHECKOUT.resolve("README.md")));
    try (Stream<Path> found = Files.walk(CHECKOUT.resolve("docs"))) {
      found.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
    }
    assertThat(pages).hasSizeGreaterThan(5);
    return pages;
  }
}
