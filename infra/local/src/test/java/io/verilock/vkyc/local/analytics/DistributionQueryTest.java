package io.verilock.vkyc.local.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DistributionQueryTest {
  @Test
  void whatIsNotAskedForIsAll() throws Exception {
    assertThat(DistributionQuery.parse(Map.of())).isEqualTo(DistributionQuery.ALL);
    assertThat(DistributionQuery.parse(Map.of("tenant", List.of(""))))
        .isEqualTo(DistributionQuery.ALL);
    assertThat(
            DistributionQuery.parse(
                Map.of(
                    "tenant", List.of("bank"),
                    "mode", List.of("live_agent"),
                    "language", List.of("de"),
                    "model", List.of("open-1"),
                    "reason", List.of("no_face"),
                    "from", List.of("2026-03-04T00:00:00Z"),
                    "to", List.of("2026-03-05T00:00:00Z"))))
        .isEqualTo(
            new DistributionQuery(
                "bank",
                "live_agent",
                "de",
                "open-1",
                "no_face",
                Instant.parse("2026-03-04T00:00:00Z"),
                Instant.parse("2026-03-05T00:00:00Z")));
  }

  @Test
  void aBadParameterIsNamed() {
    assertRefused(Map.of("tenants", List.of("bank")), "tenants: there is no such parameter");
    assertRefused(Map.of("tenant", List.of("a", "b")), "tenant: it may be given once only");
    assertRefused(Map.of("mode", List.of("selfie")), "mode: selfie is none of");
    assertRefused(Map.of("from", List.of("yesterday")), "from: yesterday is no moment");
    assertRefused(Map.of("to", List.of("+99999-01-01T00:00:00Z")), "to: ");
    assertRefused(
        Map.of("from", List.of("2026-03-04T00:00:00Z"), "to", List.of("2026-03-04T00:00:00Z")),
        "to: 2026-03-04T00:00:00Z is not after 2026-03-04T00:00:00Z");
    assertRefused(
        Map.of("from", List.of("1999-01-01T00:00:00Z"), "to", List.of("2026-01-01T00:00:00Z")),
        "from: the range is longer than 1100 days");
  }

  private static void assertRefused(Map<String, List<String>> parameters, String problem) {
    assertThatThrownBy(() -> DistributionQuery.parse(parameters))
        .isInstanceOf(BadParameterException.class)
        .hasMessageStartingWith(problem);
  }
}
