package io.verilock.vkyc.jobs.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.decision.DecisionPolicy;
import io.verilock.vkyc.jobs.decision.Reason;
import io.verilock.vkyc.jobs.decision.TenantPolicies;
import io.verilock.vkyc.schemas.Outcome;
import io.verilock.vkyc.testing.DocumentPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/policy.md says what the code does. */
class PolicyDocsTest {
  private static final Path FILE = Path.of("..", "docs", "policy.md");

  @Test
  void theTableOfReasonsIsTheEnum() throws IOException {
    new DocumentPart(FILE, "<!-- reasons: made from the code -->", "<!-- end of reasons -->")
        .requireToBe(
            table(),
            "the reasons of docs/policy.md are made from the enum; make them anew with: mvn -pl"
                + " jobs -am test -Dtest=PolicyDocsTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dvkyc.docs.write=true");
  }

  @Test
  void theExampleCanBeUsed() throws Exception {
    String document = Files.readString(FILE);
    int start = document.indexOf("```json\n") + "```json\n".length();
    TenantPolicies policies =
        PolicyFile.parse(document.substring(start, document.indexOf("```", start)));

    assertThat(policies.tenants()).containsOnlyKeys("corner-shop", "northern-bank");
    assertThat(policies.of("northern-bank").checks().get("match_selfie").band())
        .isEqualTo(new DecisionPolicy.Band(40, 80));
  }

  private static String table() {
    List<String> lines = new ArrayList<>();
    lines.add("| reason | leads to | may be set to |");
    lines.add("|---|---|---|");
    for (Reason reason : Reason.values()) {
      if (reason.leadsTo() != Outcome.unknown) {
        lines.add(
            "| `%s` | `%s` | %s |".formatted(reason.code(), reason.leadsTo(), maySay(reason)));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static String maySay(Reason reason) {
    if (reason == Reason.AGENT_REVIEW_PENDING) {
      return "nothing else";
    }
    return DecisionPolicy.mayPass(reason)
        ? "`declined`, `needs_review`, `approved`"
        : "`declined`, `needs_review`";
  }
}
