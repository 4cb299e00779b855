package io.verilock.vkyc.jobs.webhooks;

import io.verilock.vkyc.jobs.delivery.Answer;
import io.verilock.vkyc.jobs.delivery.WebhookCall;
import io.verilock.vkyc.jobs.delivery.WebhookSender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A sender whose calls a test answers by hand. */
final class HandSender implements WebhookSender {
  private static final Duration TOOK = Duration.ofMillis(7);

  private final List<Call> open = new ArrayList<>();
  private final List<Call> all = new ArrayList<>();

  /** A call under way. */
  record Call(WebhookCall what, CompletableFuture<Answer> answer) {
    String event() {
      return what.id();
    }
  }

  @Override
  public CompletableFuture<Answer> send(WebhookCall what) {
    Call call = new Call(what, new CompletableFuture<>());
    open.add(call);
    all.add(call);
    return call.answer();
  }

  @Override
  public void close() {
    open.clear();
  }

  /** Events under way, longest first. */
  List<String> underWay() {
    return open.stream().map(Call::event).toList();
  }

  /** Every call so far. */
  List<Call> all() {
    return all;
  }

  void answer(String event, int status) {
    answer(event, Answer.of(status, null, TOOK));
  }

  void answer(String event, Answer answer) {
    Call call = open.stream().filter(one -> one.event().equals(event)).findFirst().orElseThrow();
    open.remove(call);
    call.answer().complete(answer);
  }
}
