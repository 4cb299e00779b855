package io.verilock.vkyc.gateway.analytics;

import static io.verilock.vkyc.gateway.analytics.Records.BANK;
import static io.verilock.vkyc.gateway.analytics.Records.NOON;
import static io.verilock.vkyc.gateway.analytics.Records.SHOP;
import static io.verilock.vkyc.gateway.analytics.Records.alert;
import static io.verilock.vkyc.gateway.analytics.Records.approvals;
import static io.verilock.vkyc.gateway.analytics.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TenantDistributionsTest {
  private final TenantDistributions distributions = new TenantDistributions();

  @Test
  void aTenantSeesItsOwnAlone() throws Exception {
    distributions.put("bank", record(NOON, BANK, approvals(3)));
    distributions.put("shop", record(NOON.plus(Duration.ofDays(1)), SHOP, approvals(50)));
    distributions.put("b", alert("b", NOON, BANK));
    distributions.put("s", alert("s", NOON, SHOP));

    DistributionAnswer answer = answer("bank");
    assertThat(answer.totals().sessions()).isEqualTo(3);
    assertThat(answer.range().keptTo()).isEqualTo(NOON.plusSeconds(300));
    assertThat(answer.choices().modes()).containsExactly("self_record");
    assertThat(answer.choices().languages()).containsExactly("en");
    assertThat(answer.funnel().get("video_mode")).containsOnlyKeys("self_record");
    assertThat(answer.alerts())
        .extracting(DistributionAnswer.Drift::tenantId)
        .containsExactly("bank");
    assertThat(answer("nobody").range()).isNull();
    assertThat(answer("nobody").choices().modes()).isEmpty();
    assertThat(distributions.size()).isEqualTo(2);
  }

  @Test
  void aTombstoneIsOfWhomeverItsKeyWas() throws Exception {
    distributions.put("bank", record(NOON, BANK, approvals(3)));
    distributions.put("shop", record(NOON, SHOP, approvals(5)));
    distributions.put("s", alert("s", NOON, SHOP));
    distributions.remove("shop");
    distributions.removeAlerts("s");

    assertThat(answer("bank").totals().sessions()).isEqualTo(3);
    assertThat(answer("shop").totals().sessions()).isZero();
    assertThat(answer("shop").alerts()).isEmpty();
  }

  @Test
  void theAnswerSaysHowFarReadingHasCome() throws Exception {
    assertThat(answer("bank").state()).isEqualTo(new TenantDistributions.State(false, null, 0));
    distributions.problem("it is tried again");
    distributions.countUnreadable();
    assertThat(answer("bank").state())
        .isEqualTo(new TenantDistributions.State(false, "it is tried again", 1));
    distributions.complete();
    assertThat(answer("bank").state()).isEqualTo(new TenantDistributions.State(true, null, 1));
  }

  private DistributionAnswer answer(String tenantId) throws Exception {
    return DistributionAnswer.of(
        distributions.of(tenantId), distributions.state(), DistributionQuery.ALL);
  }
}
