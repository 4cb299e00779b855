package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.jobs.delivery.Answer;
import io.verilock.vkyc.jobs.delivery.WebhookCall;
import io.verilock.vkyc.jobs.delivery.WebhookSender;
import io.verilock.vkyc.schemas.SigningSecret;
import io.verilock.vkyc.schemas.WebhookEndpoint;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls endpoints, and goes on in the task's own thread when they answer. */
final class WebhookCaller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookCaller.class);

  private final WebhookSender sender;
  private final MailboxExecutor mailbox;

  WebhookCaller(WebhookSender sender, MailboxExecutor mailbox) {
    this.sender = sender;
    this.mailbox = mailbox;
  }

  /** What follows an answer, in the task's thread. */
  @FunctionalInterface
  interface Answered {
    void accept(Answer answer) throws Exception;
  }

  /** A step in the task's thread. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  /** Sends a delivery, signed by the keys that are live now. */
  void call(Delivery delivery, WebhookEndpoint to, long now, Answered then) {
    Instant at = Instant.ofEpochMilli(now);
    List<SigningSecret> keys =
        to.getSigningKeys().stream()
            .filter(key -> key.getExpiresAt() == null || at.isBefore(key.getExpiresAt()))
            .map(key -> SigningSecret.parse(key.getSecret()))
            .toList();
    WebhookCall call =
        new WebhookCall(URI.create(to.getUrl()), keys, delivery.eventId(), at, delivery.body());
    var unused =
        sender
            .send(call)
            .whenComplete(
                (answer, bug) ->
                    later(
                        () -> {
                          if (bug != null) {
                            throw new IllegalStateException("the sender broke", bug);
                          }
                          then.accept(answer);
                        }));
  }

  /** Takes a step after those that are waiting already. */
  void later(Step step) {
    try {
      mailbox.execute(step::run, "go on with deliveries");
    } catch (RejectedExecutionException e) {
      LOG.debug("an answer came after the task's end; the webhook will be sent again", e);
    }
  }

  @Override
  public void close() {
    sender.close();
  }
}
