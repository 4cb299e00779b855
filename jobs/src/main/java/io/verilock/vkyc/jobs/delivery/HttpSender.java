package io.verilock.vkyc.jobs.delivery;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;

/** Sends webhooks with Jetty's client. */
public final class HttpSender implements WebhookSender {
  private final HttpClient client = new HttpClient();
  private final Duration timeout;

  private HttpSender(Duration timeout, int concurrency) {
    this.timeout = timeout;
    client.setFollowRedirects(false);
    client.setMaxConnectionsPerDestination(concurrency);
    try {
      client.start();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP client does not start", e);
    }
  }

  /** Opens senders. */
  public static Opener opener(Duration timeout, int concurrency, boolean development) {
    return () -> new HttpSender(timeout, concurrency);
  }

  @Override
  public CompletableFuture<Answer> send(WebhookCall call) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    long started = System.nanoTime();
    long seconds = call.at().getEpochSecond();
    Request request =
        client
            .newRequest(call.url())
            .method("POST")
            .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
            .headers(
                headers ->
                    headers
                        .put("webhook-id", call.id())
                        .put("webhook-timestamp", Long.toString(seconds))
                        .put(
                            "webhook-signature",
                            call.keys().stream()
                                .map(key -> key.sign(call.id(), seconds, call.body()))
                                .collect(Collectors.joining(" "))))
            .body(new BytesRequestContent("application/json", call.body()));
    request.send(
        result -> {
          Duration took = Duration.ofNanos(System.nanoTime() - started);
          answer.complete(
              result.isFailed()
                  ? Answer.failed(
                      Answer.Failure.CONNECT_FAILED, result.getFailure().toString(), took)
                  : Answer.of(result.getResponse().getStatus(), null, took));
        });
    return answer;
  }

  @Override
  public void close() {
    try {
      client.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP client does not stop", e);
    }
  }
}
