package io.verilock.vkyc.gateway.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.verilock.vkyc.schemas.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The pages that people open, and the files they are made of. */
public final class PageFiles {
  private static final String FOLDER = "/io/verilock/vkyc/gateway/pages/";
  private static final String ASSET = "[A-Za-z0-9_-]+-[A-Z0-9]{8}\\.(js|css)";
  private static final Map<String, String> TYPES =
      Map.of("js", "text/javascript;charset=utf-8", "css", "text/css;charset=utf-8");

  private static final String CAPTURE = "camera=(self), microphone=(self)";

  /** Where the pages for staff are; what they show depends on the address. */
  private static final List<String> STAFF = List.of("/sign-in", "/review", "/console");

  /** Where agents talk with people, who hear and see them. */
  private static final String AGENT = "/agent";

  /** Where analysts are. */
  private static final String ANALYTICS = "/analytics";

  /** What draws charts, as its makers publish it; its version is in its name. */
  private static final String CHARTS = "echarts-5.5.0.js";

  private static final String CHARTS_FILE =
      "/META-INF/resources/webjars/echarts/5.5.0/echarts.common.min.js";

  private PageFiles() {}

  /**
   * Makes routes of them.
   *
   * @param store where browsers get recordings and pictures from
   * @param embedOrigins the sites that may show a session in a frame, by its id
   * @throws IllegalStateException if this build has no pages
   */
  public static void configure(
      JavalinConfig config, URI store, Function<String, List<String>> embedOrigins) {
    page(config, "/r", "record", policy("blob:"), CAPTURE);
    embedded(config, embedOrigins);
    String origin = "%s://%s".formatted(store.getScheme(), store.getRawAuthority());
    for (String path : STAFF) {
      page(config, path, "staff", policy(origin), "camera=(), microphone=()");
    }
    // The library of charts empties elements by markup: the page's own script allows that, no more.
    page(config, ANALYTICS, "staff", policy(origin) + " default", "camera=(), microphone=()");
    page(config, AGENT, "staff", policy(origin), CAPTURE);
    config.routes.get("/assets/{name}", PageFiles::asset);
  }

  /**
   * Nothing from elsewhere, nothing written into the page, and no other page around it but some.
   *
   * @param media where pictures and videos may come from beside the gateway
   */
  private static String policy(String media) {
    return policy(media, List.of());
  }

  private static String policy(String media, List<String> around) {
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data: " + media,
        "media-src 'self' " + media,
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors " + (around.isEmpty() ? "'none'" : String.join(" ", around)),
        "require-trusted-types-for 'script'",
        "trusted-types lit-html");
  }

  /** The page on which people record, in a frame of another page, and the script that makes one. */
  private static void embedded(JavalinConfig config, Function<String, List<String>> embedOrigins) {
    byte[] page = page("record");
    byte[] script = file("embed.js");
    config.routes.get(
        "/embed/{session_id}",
        context -> {
          String sessionId = context.pathParam("session_id");
          List<String> around =
              Ids.fault("session_id", sessionId).isEmpty()
                  ? embedOrigins.apply(sessionId)
                  : List.of();
          context
              .header("Content-Security-Policy", policy("blob:", around))
              .header("Permissions-Policy", CAPTURE)
              .contentType("text/html;charset=utf-8")
              .result(page);
        });
    config.routes.get(
        "/embed.js",
        context ->
            context
                .header("Cache-Control", "public, max-age=300")
                .header("Access-Control-Allow-Origin", "*")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .contentType(TYPES.get("js"))
                .result(script));
  }

  private static void page(
      JavalinConfig config, String path, String name, String policy, String permissions) {
    byte[] page = page(name);
    config.routes.get(
        path,
        context ->
            context
                .header("Content-Security-Policy", policy)
                .header("Permissions-Policy", permissions)
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .contentType("text/html;charset=utf-8")
                .result(page));
  }

  private static byte[] page(String name) {
    byte[] page = file(name + ".html");
    if (page == null) {
      throw new IllegalStateException(
          "this build has no page %s: build it again with npm at hand".formatted(name));
    }
    return page;
  }

  /** Its name changes with what is in it, so that it can be kept for ever. */
  private static void asset(Context context) {
    String name = context.pathParam("name");
    byte[] file =
        name.equals(CHARTS) ? resource(CHARTS_FILE) : name.matches(ASSET) ? file(name) : null;
    if (file == null) {
      throw new NotFoundResponse();
    }
    context
        .header("Cache-Control", "public, max-age=31536000, immutable")
        .contentType(TYPES.get(name.substring(name.lastIndexOf('.') + 1)))
        .result(file);
  }

  private static byte[] file(String name) {
    return resource(FOLDER + name);
  }

  private static byte[] resource(String path) {
    try (InputStream file = PageFiles.class.getResourceAsStream(path)) {
      return file == null ? null : file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
