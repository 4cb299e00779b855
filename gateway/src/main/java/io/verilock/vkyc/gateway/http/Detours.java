package io.verilock.vkyc.gateway.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.verilock.vkyc.gateway.access.RateLimits;
import io.verilock.vkyc.gateway.contract.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Addresses that send browsers on to another one. They are none of the contract's: no program calls
 * them, and whoever comes back from elsewhere brings what the contract does not know.
 */
public final class Detours {
  private final Map<String, Detour> detours;
  private final RateLimits limits;
  private final SourceAddress source;
  private final Edge.Observer observer;

  /** Says where a browser goes on. */
  @FunctionalInterface
  public interface Detour {
    Answer onwards(Visit visit);
  }

  /**
   * A browser that came by.
   *
   * @param query what stands behind the {@code ?}, as anybody may have written it
   * @param cookies by their names
   * @param at when it came, to the millisecond
   */
  public record Visit(
      Map<String, List<String>> query,
      Map<String, String> cookies,
      String requestId,
      String remoteAddress,
      Instant at) {}

  /**
   * Sets them up.
   *
   * @param detours by their paths
   */
  public Detours(
      Map<String, Detour> detours,
      RateLimits limits,
      SourceAddress source,
      Edge.Observer observer) {
    this.detours = Map.copyOf(detours);
    this.limits = limits;
    this.source = source;
    this.observer = observer;
  }

  /** Makes routes of them. */
  public void configure(JavalinConfig config) {
    detours.forEach(
        (path, detour) -> config.routes.get(path, context -> serve(path, detour, context)));
  }

  private void serve(String path, Detour detour, Context context) throws Problem {
    long start = System.nanoTime();
    context.attribute("start", start);
    String requestId = RequestIds.of(context);
    String remoteAddress = source.of(context);
    limits.takeForAddress(remoteAddress);
    Answer answer =
        detour.onwards(
            new Visit(
                context.queryParamMap(),
                context.cookieMap(),
                requestId,
                remoteAddress,
                Instant.now().truncatedTo(ChronoUnit.MILLIS)));
    context.status(answer.status());
    answer.headers().forEach(context::header);
    context.header(RequestIds.HEADER, requestId);
    observer.answered(path, requestId, answer.status(), null, System.nanoTime() - start);
  }
}
