package io.verilock.vkyc.schemas;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Which URLs an endpoint of webhooks may have. Where its name leads is checked by the sender, with
 * every connection.
 */
public final class EndpointUrl {
  private static final int LONGEST = 2048;

  private EndpointUrl() {}

  /**
   * What is wrong with a URL.
   *
   * @param development whether plain HTTP is allowed, too
   */
  public static Optional<String> fault(String url, boolean development) {
    if (url.length() > LONGEST) {
      return Optional.of("the URL is longer than %d characters".formatted(LONGEST));
    }
    URI uri;
    try {
      uri = new URI(url).parseServerAuthority();
    } catch (URISyntaxException e) {
      return Optional.of("%s is not a URL: %s".formatted(url, e.getReason()));
    }
    boolean plain = "http".equalsIgnoreCase(uri.getScheme());
    if (!plain && !"https".equalsIgnoreCase(uri.getScheme())) {
      return Optional.of("%s does not start with https://".formatted(url));
    }
    if (uri.getHost() == null) {
      return Optional.of("%s names no host".formatted(url));
    }
    if (plain && !development) {
      return Optional.of(
          "%s does not start with https://: results are personal data".formatted(url));
    }
    if (uri.getRawUserInfo() != null) {
      return Optional.of("the URL holds a user or a password");
    }
    if (uri.getRawFragment() != null) {
      return Optional.of("%s has a fragment, which is never sent".formatted(url));
    }
    return Optional.empty();
  }
}
