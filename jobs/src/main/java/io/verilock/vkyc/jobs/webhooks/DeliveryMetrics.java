package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.jobs.delivery.Answer;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What can be watched of one subtask's deliveries. */
final class DeliveryMetrics {
  private static final int WINDOW = 1_000;

  private final Counter delivered;
  private final Counter failures;
  private final Counter givenUp;
  private final Histogram answerMillis;
  private final Histogram deliveryMillis;
  private final Set<String> failing = new HashSet<>();
  private int underWay;
  private long pending;

  DeliveryMetrics(MetricGroup group) {
    delivered = group.counter("webhooksDelivered");
    failures = group.counter("webhookFailures");
    givenUp = group.counter("webhooksGivenUp");
    answerMillis = group.histogram("answerMillis", new DescriptiveStatisticsHistogram(WINDOW));
    deliveryMillis = group.histogram("deliveryMillis", new DescriptiveStatisticsHistogram(WINDOW));
    group.gauge("webhooksUnderWay", () -> underWay);
    group.gauge("webhooksPending", () -> pending);
    group.gauge("failingEndpoints", failing::size);
  }

  /** Deliveries that are not done: added, or with a negative number done. */
  void pending(long more) {
    pending += more;
  }

  void begun() {
    underWay++;
  }

  void answered(Answer answer, long sinceMillis) {
    underWay--;
    answerMillis.update(answer.duration().toMillis());
    if (answer.taken()) {
      delivered.inc();
      deliveryMillis.update(sinceMillis);
    } else {
      failures.inc();
    }
  }

  void givenUp() {
    givenUp.inc();
  }

  void failing(String endpointId, boolean is) {
    if (is) {
      failing.add(endpointId);
    } else {
      failing.remove(endpointId);
    }
  }
}
