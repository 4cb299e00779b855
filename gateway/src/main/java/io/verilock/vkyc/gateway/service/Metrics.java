package io.verilock.vkyc.gateway.service;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.http.Edge;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and times requests, and writes a line of log for each; neither holds personal data. */
public final class Metrics implements Edge.Observer {
  private static final Logger LOG = LoggerFactory.getLogger("io.verilock.vkyc.gateway.requests");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** Begins to count. */
  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
  }

  @Override
  public void answered(String operation, String requestId, int status, ErrorCode code, long nanos) {
    String problem = code == null ? "none" : code.text();
    Timer.builder("vkyc_gateway_requests")
        .description("Requests by operation, status and code of the problem.")
        .tag("operation", operation)
        .tag("status", Integer.toString(status))
        .tag("code", problem)
        .publishPercentileHistogram()
        .register(registry)
        .record(nanos, TimeUnit.NANOSECONDS);
    LOG.info(
        "{} {} {} {} {} ms",
        requestId,
        operation,
        status,
        problem,
        TimeUnit.NANOSECONDS.toMillis(nanos));
  }

  /** The metrics in Prometheus' text format. */
  String text() {
    return registry.scrape();
  }
}
