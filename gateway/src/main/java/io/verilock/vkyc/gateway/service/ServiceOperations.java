package io.verilock.vkyc.gateway.service;

import io.verilock.vkyc.gateway.contract.Contract;
import io.verilock.vkyc.gateway.http.Answer;
import io.verilock.vkyc.gateway.http.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the gateway tells of itself. */
public final class ServiceOperations {
  private final Contract contract;
  private final DocsPage docs;
  private final Health health;
  private final Metrics metrics;

  /** Sets them up. */
  public ServiceOperations(Contract contract, Health health, Metrics metrics) {
    this.contract = contract;
    this.docs = new DocsPage(contract);
    this.health = health;
    this.metrics = metrics;
  }

  /** The operations by their ids. */
  public Map<String, Operation> all() {
    String yaml = new String(contract.yaml(), StandardCharsets.UTF_8);
    Operation.Unbound getContract = call -> Answer.text("application/yaml", yaml);
    Operation.Unbound getDocs =
        call ->
            new Answer(
                200, "text/html", docs.html(), Map.of("Content-Security-Policy", DocsPage.POLICY));
    Operation.Unbound live = call -> health.live();
    Operation.Unbound ready = call -> health.ready();
    Operation.Unbound getMetrics = call -> Answer.text("text/plain", metrics.text());
    return Map.of(
        "getContract", getContract,
        "getDocs", getDocs,
        "getLiveness", live,
        "getReadiness", ready,
        "getMetrics", getMetrics);
  }
}
