package io.verilock.vkyc.gateway.analytics;

import io.verilock.vkyc.schemas.DriftAlert;
import io.verilock.vkyc.schemas.ScoreDistribution;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The distributions of all tenants in memory, each tenant's apart: an answer is made of one
 * tenant's alone. Any thread may write and read.
 */
public final class TenantDistributions {
  private final Map<String, DistributionIndex> byTenant = new ConcurrentHashMap<>();
  private State state = new State(false, null, 0);

  /**
   * How far reading has come.
   *
   * @param complete whether all that the topics held at the start has been read
   * @param problem why reading stands still; null if it does not
   * @param unreadable records left out because they cannot be read
   */
  record State(boolean complete, String problem, long unreadable) {}

  /**
   * Takes the latest distribution of a key.
   *
   * @throws IOException if it contradicts its schema's description
   */
  public void put(String key, ScoreDistribution record) throws IOException {
    index(record.getTenantId()).put(key, record);
  }

  /** Takes an alert; a repeat replaces the first. */
  public void put(String key, DriftAlert alert) {
    index(alert.getTenantId()).put(key, alert);
  }

  /** Distributions held. */
  public long size() {
    return byTenant.values().stream().mapToLong(DistributionIndex::size).sum();
  }

  /** Forgets what a key held; it does not say whose it was. */
  void remove(String key) {
    byTenant.values().forEach(index -> index.remove(key));
  }

  /** Forgets the alerts of a key. */
  void removeAlerts(String key) {
    byTenant.values().forEach(index -> index.removeAlerts(key));
  }

  /** What there is of a tenant; nothing where it is not known. */
  DistributionIndex of(String tenantId) {
    DistributionIndex found = byTenant.get(tenantId);
    return found == null ? new DistributionIndex() : found;
  }

  synchronized void countUnreadable() {
    state = new State(state.complete(), state.problem(), state.unreadable() + 1);
  }

  synchronized void complete() {
    state = new State(true, null, state.unreadable());
  }

  synchronized void problem(String text) {
    state = new State(state.complete(), text, state.unreadable());
  }

  synchronized State state() {
    return state;
  }

  private DistributionIndex index(String tenantId) {
    return byTenant.computeIfAbsent(tenantId, id -> new DistributionIndex());
  }
}
