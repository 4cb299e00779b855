package io.verilock.vkyc.jobs.delivery;

import io.verilock.vkyc.jobs.delivery.Answer.Failure;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProcessingProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpClientConnectionFactory;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.ClientConnectionFactoryOverHTTP2;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Sends webhooks by Jetty's client: HTTP/2 where the receiver offers it over TLS, connections kept
 * for the next call, redirects not followed, no cookies. Few threads serve however many calls.
 */
public final class HttpSender implements WebhookSender {
  private static final String USER_AGENT = "Verilock-Webhooks/0.1";
  private static final int THREADS = 8;

  /** Names whose servers are slow take one thread each while they are looked up. */
  private static final int LOOKUP_THREADS = 256;

  /** Some receivers close a connection after five idle seconds; ours goes before. */
  static final Duration IDLE_CONNECTION = Duration.ofSeconds(4);

  private static final Duration IDLE_DESTINATION = Duration.ofMinutes(1);
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);
  private static final int MOST_CONNECTIONS = 4_096;
  private static final int LONGEST_HEAD_BYTES = 16 << 10;

  /** More of an answer is not read: only its status counts. */
  private static final int LONGEST_BODY_BYTES = 64 << 10;

  private final HttpClient client;
  private final ExecutorService lookups;
  private final Duration timeout;

  /**
   * Starts a client.
   *
   * @param timeout of a call, connecting included
   */
  HttpSender(
      Duration timeout,
      AddressRule rule,
      GuardedResolver.Lookup lookup,
      SslContextFactory.Client tls) {
    this.timeout = timeout;
    lookups = lookupThreads();
    ClientConnector connector = new ClientConnector();
    connector.setSslContextFactory(tls);
    connector.setSelectors(1);
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
    threads.setName("webhooks");
    threads.setDaemon(true);
    connector.setExecutor(threads);
    client =
        new HttpClient(
            new HttpClientTransportDynamic(
                connector,
                new ClientConnectionFactoryOverHTTP2.HTTP2(new HTTP2Client(connector)),
                HttpClientConnectionFactory.HTTP11));
    client.setSocketAddressResolver(new GuardedResolver(rule, lookup, lookups));
    client.setConnectBlocking(false);
    client.setConnectTimeout(Math.min(timeout.toMillis(), LONGEST_CONNECT.toMillis()));
    client.setIdleTimeout(IDLE_CONNECTION.toMillis());
    client.addBean(new PatientHttp2(timeout.plus(IDLE_CONNECTION)));
    client.setDestinationIdleTimeout(IDLE_DESTINATION.toMillis());
    client.setMaxConnectionsPerDestination(MOST_CONNECTIONS);
    client.setMaxRequestsQueuedPerDestination(MOST_CONNECTIONS);
    client.setMaxResponseHeadersSize(LONGEST_HEAD_BYTES);
    client.setFollowRedirects(false);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, USER_AGENT));
    try {
      client.start();
    } catch (Exception e) {
      close();
      throw new IllegalStateException("the HTTP client does not start", e);
    }
    // Answers are taken as they are: nothing is authenticated, redirected or unpacked.
    client.getProtocolHandlers().clear();
    client.getProtocolHandlers().put(new InterimAnswers());
    client.getContentDecoderFactories().clear();
  }

  /**
   * Opens senders.
   *
   * @param timeout of a call, connecting included
   * @param development whether this machine's own addresses may be called
   */
  public static Opener opener(Duration timeout, boolean development) {
    return () ->
        new HttpSender(
            timeout,
            new AddressRule(development),
            InetAddress::getAllByName,
            new SslContextFactory.Client());
  }

  @Override
  public CompletableFuture<Answer> send(WebhookCall call) {
    Exchange exchange = new Exchange();
    try {
      request(call)
          .onResponseHeaders(exchange::head)
          .onResponseContent(exchange::content)
          .send(exchange::complete);
    } catch (RuntimeException e) {
      exchange.fail(e);
    }
    return exchange.answer;
  }

  @Override
  public void close() {
    try {
      client.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP client does not stop", e);
    } finally {
      lookups.shutdownNow();
    }
  }

  private Request request(WebhookCall call) {
    long seconds = call.at().getEpochSecond();
    String signatures =
        call.keys().stream()
            .map(key -> key.sign(call.id(), seconds, call.body()))
            .collect(Collectors.joining(" "));
    Request request =
        client
            .newRequest(call.url())
            .method(HttpMethod.POST)
            .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
            .idleTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
            .headers(
                headers ->
                    headers
                        .put("webhook-id", call.id())
                        .put("webhook-timestamp", Long.toString(seconds))
                        .put("webhook-signature", signatures))
            .body(new BytesRequestContent("application/json", call.body()));
    // HTTP/2 is offered in the TLS handshake only; without one, the transport's first would be
    // used.
    return "http".equalsIgnoreCase(call.url().getScheme())
        ? request.version(HttpVersion.HTTP_1_1)
        : request;
  }

  private static ExecutorService lookupThreads() {
    return new ThreadPoolExecutor(
        0,
        LOOKUP_THREADS,
        IDLE_DESTINATION.toSeconds(),
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "webhook-name-lookup");
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * Passes over answers that only announce another (1xx, RFC 9110, section 15.2). Jetty ends a call
   * with one that nobody handles, and then neither its answer nor its timeout comes.
   */
  private static final class InterimAnswers extends ProcessingProtocolHandler {
    @Override
    public boolean accept(Request request, Response response) {
      return HttpStatus.isInterim(response.getStatus());
    }
  }

  /**
   * Lets HTTP/2 connections lie idle for longer than a call may take: unlike those of HTTP/1.1,
   * Jetty closes them with calls that wait for their answer.
   */
  private record PatientHttp2(Duration idle) implements Connection.Listener {
    @Override
    public void onOpened(Connection connection) {
      if (connection instanceof HTTP2Connection) {
        connection.getEndPoint().setIdleTimeout(idle.toMillis());
      }
    }
  }

  /**
   * One call and its answer. Over when the answer's body is, but what it is worth its head says.
   */
  private static final class Exchange {
    private final long started = System.nanoTime();
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private Answer head;
    private long bodyBytes;

    void head(Response response) {
      head =
          Answer.of(
              response.getStatus(),
              RetryAfter.parse(response.getHeaders().get(HttpHeader.RETRY_AFTER), Instant.now())
                  .orElse(null),
              took());
    }

    void content(Response response, ByteBuffer content) {
      bodyBytes += content.remaining();
      if (bodyBytes > LONGEST_BODY_BYTES) {
        var unused = response.abort(new IllegalStateException("the answer is too long"));
      }
    }

    void complete(Result result) {
      if (head != null) {
        answer.complete(head);
      } else {
        fail(result.getFailure());
      }
    }

    void fail(Throwable cause) {
      Failure failure = FailureCause.of(cause);
      answer.complete(Answer.failed(failure, FailureCause.words(failure, cause), took()));
    }

    private Duration took() {
      return Duration.ofNanos(System.nanoTime() - started);
    }
  }
}
