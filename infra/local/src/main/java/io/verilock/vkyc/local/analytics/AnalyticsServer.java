package io.verilock.vkyc.local.analytics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The analysts' page over HTTP, on loopback only: {@code /} the page, {@code /analytics.json} what
 * it shows, {@code /analytics.csv} tables of it.
 *
 * <p>Requests that name another host are refused, so that no page of the Internet reads the answers
 * through a name that leads here (DNS rebinding).
 */
public final class AnalyticsServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Set<String> HOSTS = Set.of(LOOPBACK, "localhost", "[::1]");
  private static final String PAGE = "/io/verilock/vkyc/local/analytics/page";
  private static final String CHARTS = "/META-INF/resources/webjars/echarts/5.5.0";

  /** Nothing but our own files; no script and no style within the page. */
  private static final Map<String, String> SECURITY_HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
          .build();

  private final DistributionIndex index;
  private final AutoCloseable reader;
  private final Javalin http;

  private AnalyticsServer(DistributionIndex index, AutoCloseable reader, int port) {
    this.index = index;
    this.reader = reader;
    http = Javalin.create(this::configure).start(LOOPBACK, port);
  }

  /**
   * Starts to read the topics and to serve the page.
   *
   * @param port 0 for any that is free
   */
  public static AnalyticsServer start(String bootstrapServers, int port) {
    DistributionIndex index = new DistributionIndex();
    DistributionReader reader = DistributionReader.start(bootstrapServers, index);
    try {
      return new AnalyticsServer(index, reader, port);
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /** Serves the page of an index that something else fills and that is complete. */
  public static AnalyticsServer serve(DistributionIndex index, int port) {
    index.complete();
    return new AnalyticsServer(index, () -> {}, port);
  }

  /** Where the page is. */
  public URI address() {
    return URI.create("http://%s:%d/".formatted(LOOPBACK, http.port()));
  }

  @Override
  public void close() throws Exception {
    http.stop();
    reader.close();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.staticFiles.add(
        files -> {
          files.directory = PAGE;
          files.location = Location.CLASSPATH;
          files.headers = headers("no-cache");
        });
    config.staticFiles.add(
        files -> {
          files.hostedPath = "/echarts-5.5.0";
          files.directory = CHARTS;
          files.location = Location.CLASSPATH;
          files.precompressMaxSize = 2 << 20;
          // Its version is in its path.
          files.headers = headers("max-age=31536000, immutable");
        });
    config.routes.before(AnalyticsServer::guard);
    config.routes.get("/analytics.json", this::json);
    config.routes.get("/analytics.csv", this::csv);
    config.routes.exception(
        BadParameterException.class,
        (problem, context) -> context.status(400).result(problem.getMessage()));
  }

  private static Map<String, String> headers(String caching) {
    Map<String, String> headers = new HashMap<>(SECURITY_HEADERS);
    headers.put("Cache-Control", caching);
    return headers;
  }

  private static void guard(Context context) {
    headers("no-store").forEach(context::header);
    String host = context.host();
    if (host == null || !HOSTS.contains(host.replaceFirst(":\\d+$", ""))) {
      context
          .status(403)
          .result("This page answers to 127.0.0.1 and localhost only.")
          .skipRemainingHandlers();
    }
  }

  private void json(Context context) throws BadParameterException, JsonProcessingException {
    DistributionQuery query = DistributionQuery.parse(context.queryParamMap());
    context
        .contentType("application/json")
        .result(JSON.writeValueAsBytes(DistributionAnswer.of(index, query)));
  }

  private void csv(Context context) throws BadParameterException {
    Map<String, List<String>> parameters = new HashMap<>(context.queryParamMap());
    List<String> names = parameters.remove("table");
    AnswerCsv table = names == null ? AnswerCsv.SERIES : AnswerCsv.named(String.join(",", names));
    DistributionQuery query = DistributionQuery.parse(parameters);
    context
        .contentType("text/csv; charset=utf-8")
        .header(
            "Content-Disposition",
            "attachment; filename=\"verilock-%s.csv\"".formatted(table.fileName()))
        .result(table.of(DistributionAnswer.of(index, query)));
  }
}
