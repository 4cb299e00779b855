package io.verilock.vkyc.jobs.delivery;

import java.io.Serializable;
import java.util.concurrent.CompletableFuture;

/** Sends webhooks without blocking its caller. */
public interface WebhookSender extends AutoCloseable {
  /** Opens a sender where an operator runs. */
  interface Opener extends Serializable {
    WebhookSender open();
  }

  /**
   * Sends one webhook, once.
   *
   * @return completes with the answer, or with why there is none; never exceptionally. It completes
   *     on a thread of the sender, which must not be blocked
   */
  CompletableFuture<Answer> send(WebhookCall call);

  /** Gives up what is under way, and closes all connections. */
  @Override
  void close();
}
