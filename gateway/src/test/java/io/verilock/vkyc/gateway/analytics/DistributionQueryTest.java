package io.verilock.vkyc.gateway.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.gateway.http.Call;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DistributionQueryTest {
  @Test
  void whatIsNotAskedForIsAll() throws Exception {
    assertThat(asked(Map.of())).isEqualTo(DistributionQuery.ALL);
    assertThat(
            asked(
                Map.of(
                    "mode", "live_agent",
                    "language", "de",
                    "model", "open-1",
                    "reason", "no_face",
                    "from", "2026-03-04T00:00:00Z",
                    "to", "2026-03-05T01:00:00+01:00")))
        .isEqualTo(
            new DistributionQuery(
                "live_agent",
                "de",
                "open-1",
                "no_face",
                Instant.parse("2026-03-04T00:00:00Z"),
                Instant.parse("2026-03-05T00:00:00Z")));
  }

  @Test
  void aRangeThatCannotBeAnsweredIsRefused() {
    assertRefused(
        Map.of("from", "2026-03-04T00:00:00Z", "to", "2026-03-04T00:00:00Z"),
        "query:to is 2026-03-04T00:00:00Z, which is not after 2026-03-04T00:00:00Z.");
    assertRefused(
        Map.of("from", "1999-01-01T00:00:00Z", "to", "2026-01-01T00:00:00Z"),
        "query:from is more than 1100 days before the end.");
  }

  private static void assertRefused(Map<String, String> parameters, String detail) {
    assertThatThrownBy(() -> asked(parameters))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_PARAMETER))
        .hasMessage(detail);
  }

  private static DistributionQuery asked(Map<String, String> parameters) throws Problem {
    Map<String, JsonNode> values = new HashMap<>();
    parameters.forEach((name, value) -> values.put(name, TextNode.valueOf(value)));
    return DistributionQuery.of(
        new Call(
            null,
            null,
            values,
            MissingNode.getInstance(),
            new byte[0],
            "",
            "request",
            "127.0.0.1",
            Records.NOON));
  }
}
