package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.jobs.delivery.RetrySchedule;
import io.verilock.vkyc.jobs.delivery.WebhookSender;
import io.verilock.vkyc.jobs.io.Outgoing;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperatorFactory;

/** Makes {@link DeliverWebhooks} where it runs. */
final class DeliverWebhooksFactory extends AbstractStreamOperatorFactory<Outgoing>
    implements TwoInputStreamOperatorFactory<Delivery, EndpointChange, Outgoing> {
  private static final long serialVersionUID = 1;

  private final WebhookSender.Opener sender;
  private final RetrySchedule schedule;
  private final int concurrency;

  /**
   * Sets up the operator.
   *
   * @param concurrency calls under way to one endpoint, at most
   */
  DeliverWebhooksFactory(WebhookSender.Opener sender, RetrySchedule schedule, int concurrency) {
    this.sender = sender;
    this.schedule = schedule;
    this.concurrency = concurrency;
  }

  @Override
  // The signature is the interface's; the operator is what this factory says it makes.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <T extends StreamOperator<Outgoing>> T createStreamOperator(
      StreamOperatorParameters<Outgoing> parameters) {
    return (T)
        new DeliverWebhooks(
            parameters, parameters.getMailboxExecutor(), sender, schedule, concurrency);
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return DeliverWebhooks.class;
  }
}
