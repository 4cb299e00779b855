package io.verilock.vkyc.gateway.analytics;

import io.verilock.vkyc.schemas.DriftAlert;
import io.verilock.vkyc.schemas.ScoreDistribution;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The latest distribution of every window and group of one tenant, and its drift alerts, in memory.
 *
 * <p>Kept, counted from the newest window seen: windows of 5 minutes for 2 days, hours for 35 days,
 * days for 3 years, alerts for 3 years, at most {@value #MOST_ALERTS} of these. Any thread may
 * write and read.
 */
final class DistributionIndex {
  private static final int MOST_ALERTS = 10_000;

  private final Map<Resolution, TreeMap<Instant, Map<String, DistributionRow>>> windows =
      new EnumMap<>(Resolution.class);
  private final Map<Group, Group> groups = new HashMap<>();
  private final Map<String, KeptAlert> alerts = new HashMap<>();
  private Instant newest = Instant.EPOCH;

  /** An empty one. */
  DistributionIndex() {
    for (Resolution length : Resolution.values()) {
      windows.put(length, new TreeMap<>());
    }
  }

  /** First moment and end of what is kept. */
  record Span(Instant from, Instant to) {}

  private record KeptAlert(String key, DriftAlert alert) {}

  /**
   * Takes the latest distribution of a key.
   *
   * @throws IOException if it contradicts its schema's description
   */
  synchronized void put(String key, ScoreDistribution record) throws IOException {
    Group group = Group.of(record);
    DistributionRow row = DistributionRow.of(record, groups.getOrDefault(group, group));
    groups.putIfAbsent(group, group);
    if (row.start().isAfter(newest)) {
      newest = row.start();
      windows.forEach((length, rows) -> rows.headMap(oldest(length.retention())).clear());
      alerts.values().removeIf(kept -> isOld(kept.alert()));
    }
    if (!row.start().isBefore(oldest(row.length().retention()))) {
      windows
          .get(row.length())
          .computeIfAbsent(row.start(), start -> new HashMap<>())
          .put(key, row);
    }
  }

  /** Forgets what a key held. */
  synchronized void remove(String key) {
    for (TreeMap<Instant, Map<String, DistributionRow>> rows : windows.values()) {
      rows.values().forEach(window -> window.remove(key));
      rows.values().removeIf(Map::isEmpty);
    }
  }

  /** Takes an alert; a repeat replaces the first. */
  synchronized void put(String key, DriftAlert alert) {
    if (!isOld(alert)) {
      alerts.put(alert.getAlertId(), new KeptAlert(key, alert));
    }
    if (alerts.size() > MOST_ALERTS) {
      alerts.values().stream()
          .map(KeptAlert::alert)
          .min(Comparator.comparing(DriftAlert::getWindowStart))
          .ifPresent(oldest -> alerts.remove(oldest.getAlertId()));
    }
  }

  /** Forgets the alerts of a key. */
  synchronized void removeAlerts(String key) {
    alerts.values().removeIf(kept -> kept.key().equals(key));
  }

  /** Start of the newest window. */
  synchronized Instant newest() {
    return newest;
  }

  /** Every group seen. */
  synchronized Set<Group> groups() {
    return Set.copyOf(groups.keySet());
  }

  /** Rows held. */
  synchronized long size() {
    return windows.values().stream()
        .flatMap(rows -> rows.values().stream())
        .mapToLong(Map::size)
        .sum();
  }

  /**
   * From the first to the end of the last window, as exactly as the shortest windows that reach
   * there tell; null where nothing is kept.
   */
  synchronized Span span() {
    Instant from = null;
    Instant to = null;
    Duration coarser = null;
    for (Resolution length : List.of(Resolution.DAY, Resolution.HOUR, Resolution.FIVE_MINUTES)) {
      TreeMap<Instant, Map<String, DistributionRow>> rows = windows.get(length);
      if (rows.isEmpty()) {
        continue;
      }
      Instant first = rows.firstKey();
      Instant end = rows.lastKey().plus(length.length());
      if (coarser == null || first.isBefore(from.plus(coarser))) {
        from = first;
      }
      if (coarser == null || end.isAfter(to.minus(coarser))) {
        to = end;
      }
      coarser = length.length();
    }
    return from == null ? null : new Span(from, to);
  }

  /** The rows of windows of a length that start in a range, by window. */
  synchronized Map<Instant, List<DistributionRow>> rows(
      Resolution length, Instant from, Instant to) {
    Map<Instant, List<DistributionRow>> found = new HashMap<>();
    windows
        .get(length)
        .subMap(from, to)
        .forEach((start, window) -> found.put(start, List.copyOf(window.values())));
    return found;
  }

  /** The alerts of windows that start in a range, the newest first. */
  synchronized List<DriftAlert> alerts(Instant from, Instant to) {
    List<DriftAlert> found = new ArrayList<>();
    for (KeptAlert kept : alerts.values()) {
      Instant start = kept.alert().getWindowStart();
      if (!start.isBefore(from) && start.isBefore(to)) {
        found.add(kept.alert());
      }
    }
    found.sort(
        Comparator.comparing(DriftAlert::getWindowStart)
            .reversed()
            .thenComparing(DriftAlert::getAlertId));
    return found;
  }

  private boolean isOld(DriftAlert alert) {
    return alert.getWindowStart().isBefore(oldest(Resolution.DAY.retention()));
  }

  private Instant oldest(Duration retention) {
    return newest.minus(retention);
  }
}
