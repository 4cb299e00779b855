package io.verilock.vkyc.gateway.analytics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a query sums up of one window.
 *
 * @param all the sessions asked for
 * @param byGroup the same by group
 * @param byReason by reason, whichever reason was asked for
 */
record WindowSum(
    Distributions all, Map<Group, SessionCounts> byGroup, Map<String, SessionCounts> byReason) {
  static WindowSum of(List<DistributionRow> rows, DistributionQuery query) {
    Distributions all = Distributions.none();
    Map<Group, SessionCounts> byGroup = new HashMap<>();
    Map<String, SessionCounts> byReason = new HashMap<>();
    for (DistributionRow row : rows) {
      Group group = row.group();
      if (!query.matches(group)) {
        continue;
      }
      if (group.reason() != null) {
        byReason.merge(group.reason(), row.counts(), SessionCounts::plus);
      }
      if (Objects.equals(group.reason(), query.reason())) {
        Distributions distributions = row.distributions();
        all.add(distributions);
        byGroup.merge(group, distributions.counts(), SessionCounts::plus);
      }
    }
    return new WindowSum(all, byGroup, byReason);
  }
}
