package io.verilock.vkyc.jobs.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.verilock.vkyc.jobs.delivery.Answer.Failure;
import io.verilock.vkyc.schemas.SigningSecret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against real servers; the official Standard Webhooks library judges what they get. */
@Tag("cluster")
class HttpSenderTest {
  private static final String ID = "evt_1";
  private static final String BODY = "{\"type\":\"video.completed\",\"name\":\"Zo\u00eb\"}";
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final SigningSecret SECRET = SigningSecret.generate(SigningSecret.Scheme.HMAC);

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  @Test
  void theOfficialLibraryVerifiesWhatIsSentWithEachLiveKey() throws Exception {
    TestReceiver receiver = opened(TestReceiver.plain(TestReceiver.status(204)));
    SigningSecret old = SigningSecret.generate(SigningSecret.Scheme.HMAC);

    Answer answer = sender(LONG).send(call(receiver.url("localhost"), SECRET, old)).get();

    assertThat(answer.taken()).isTrue();
    assertThat(answer.status()).isEqualTo(204);
    TestReceiver.Received got = receiver.received().get(0);
    assertThat(got.body()).isEqualTo(BODY);
    assertThat(got.header("Content-Type")).isEqualTo("application/json");
    assertThat(got.header("User-Agent")).startsWith("Verilock-Webhooks/");
    new Webhook(SECRET.text()).verify(got.body(), got.headers());
    new Webhook(old.text()).verify(got.body(), got.headers());
  }

  @Test
  void whatTheOfficialLibrarySignsIsWhatWeSign() throws Exception {
    Webhook official = new Webhook(SECRET.text());

    assertThat(SECRET.sign(ID, 1_700_000_000, BODY.getBytes(UTF_8)))
        .isEqualTo(official.sign(ID, 1_700_000_000, BODY));
  }

  @Test
  void anEd25519SignatureIsVerifiedWithThePublicKeyAlone() throws Exception {
    TestReceiver receiver = opened(TestReceiver.plain(TestReceiver.status(200)));
    SigningSecret key = SigningSecret.generate(SigningSecret.Scheme.ED25519);

    sender(LONG).send(call(receiver.url("localhost"), key, SECRET)).get();

    TestReceiver.Received got = receiver.received().get(0);
    String[] signatures = got.header("webhook-signature").split(" ");
    assertThat(signatures).hasSize(2);
    assertThat(signatures[0]).startsWith("v1a,");
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(publicKey(key.publicKey().orElseThrow()));
    verifier.update(
        (ID + "." + got.header("webhook-timestamp") + "." + got.body()).getBytes(UTF_8));
    assertThat(verifier.verify(Base64.getDecoder().decode(signatures[0].substring(4)))).isTrue();
    new Webhook(SECRET.text()).verify(got.body(), got.headers());
  }

  @Test
  void http2IsUsedWhereItIsOfferedAndOneConnectionServesAllCalls(@TempDir Path folder)
      throws Exception {
    Path keys = TestReceiver.keyStore(folder, "localhost");
    TestReceiver receiver = opened(TestReceiver.secure(keys, TestReceiver.status(200)));
    HttpSender sender = sender(LONG, TestReceiver.trusting(keys));

    assertThat(sender.send(call(receiver.url("localhost"), SECRET)).get().taken()).isTrue();
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add(sender.send(call(receiver.url("localhost"), SECRET)));
    }
    for (CompletableFuture<Answer> answer : answers) {
      assertThat(answer.get().taken()).isTrue();
    }

    assertThat(receiver.received())
        .hasSize(51)
        .extracting(TestReceiver.Received::version)
        .containsOnly("HTTP/2.0");
    assertThat(receiver.connections()).isEqualTo(1);
  }

  @Test
  void aPlainConnectionIsUsedAgain() throws Exception {
    TestReceiver receiver = opened(TestReceiver.plain(TestReceiver.status(200)));
    HttpSender sender = sender(LONG);

    for (int i = 0; i < 20; i++) {
      assertThat(sender.send(call(receiver.url("localhost"), SECRET)).get().taken()).isTrue();
    }

    assertThat(receiver.received())
        .extracting(TestReceiver.Received::version)
        .containsOnly("HTTP/1.1");
    assertThat(receiver.connections()).isEqualTo(1);
  }

  @Test
  void aCertificateForAnotherNameOrOfNobodyIsNotAccepted(@TempDir Path folder) throws Exception {
    Path keys = TestReceiver.keyStore(folder, "other.example");
    TestReceiver receiver = opened(TestReceiver.secure(keys, TestReceiver.status(200)));
    URI url = receiver.url("localhost");

    Answer otherName = sender(LONG, TestReceiver.trusting(keys)).send(call(url, SECRET)).get();
    Answer nobody = sender(LONG).send(call(url, SECRET)).get();

    assertThat(otherName.failure()).isEqualTo(Failure.TLS_FAILED);
    assertThat(nobody.failure()).isEqualTo(Failure.TLS_FAILED);
    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void aRedirectIsAFailureAndIsNotFollowed() throws Exception {
    TestReceiver inside = opened(TestReceiver.plain(TestReceiver.status(200)));
    TestReceiver receiver =
        opened(
            TestReceiver.plain(
                (response, callback) -> {
                  response.setStatus(307);
                  response.getHeaders().put("Location", inside.url("localhost").toString());
                  callback.succeeded();
                }));

    Answer answer = sender(LONG).send(call(receiver.url("localhost"), SECRET)).get();

    assertThat(answer.failure()).isEqualTo(Failure.HTTP_STATUS);
    assertThat(answer.status()).isEqualTo(307);
    assertThat(inside.received()).isEmpty();
  }

  @Test
  void whatAReceiverAsksForIsPassedOn() throws Exception {
    TestReceiver busy =
        opened(
            TestReceiver.plain(
                (response, callback) -> {
                  response.setStatus(429);
                  response.getHeaders().put("Retry-After", "120");
                  callback.succeeded();
                }));

    Answer answer = sender(LONG).send(call(busy.url("localhost"), SECRET)).get();

    assertThat(answer.pause()).contains(Duration.ofMinutes(2));
    assertThat(answer.reason()).isEqualTo("answered 429");
  }

  @Test
  void ofAnEndlessAnswerOnlyTheStatusCounts() throws Exception {
    URI url =
        rawServer(
            socket -> {
              readRequest(socket);
              OutputStream out = socket.getOutputStream();
              out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(UTF_8));
              byte[] chunk = "1000\r\n%s\r\n".formatted("y".repeat(0x1000)).getBytes(UTF_8);
              while (true) {
                out.write(chunk);
              }
            });

    // Were the body read on, only this test's own time limit would end the call.
    assertThat(sender(Duration.ofHours(1)).send(call(url, SECRET)).get().taken()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 102, 103, 104, 199})
  void anInterimAnswerIsNotTheAnswer(int interim) throws Exception {
    URI url =
        rawServer(
            socket -> {
              readRequest(socket);
              OutputStream out = socket.getOutputStream();
              out.write("HTTP/1.1 %d Wait\r\n\r\n".formatted(interim).getBytes(UTF_8));
              out.write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(UTF_8));
            });

    Answer answer = sender(LONG).send(call(url, SECRET)).get();

    assertThat(answer.taken()).isTrue();
    assertThat(answer.status()).isEqualTo(204);
  }

  @Test
  void anInterimAnswerOverHttp2IsNotTheAnswer(@TempDir Path folder) throws Exception {
    Path keys = TestReceiver.keyStore(folder, "localhost");
    TestReceiver receiver =
        opened(
            TestReceiver.secure(
                keys,
                (response, callback) -> {
                  response.writeInterim(HttpStatus.EARLY_HINTS_103, HttpFields.EMPTY).get();
                  response.setStatus(503);
                  callback.succeeded();
                }));

    Answer answer =
        sender(LONG, TestReceiver.trusting(keys))
            .send(call(receiver.url("localhost"), SECRET))
            .get();

    assertThat(answer.status()).isEqualTo(503);
  }

  @Test
  void aReceiverThatSendsInterimAnswersOnlyIsGivenUp() throws Exception {
    URI once =
        rawServer(
            socket -> {
              readRequest(socket);
              socket.getOutputStream().write("HTTP/1.1 102 Wait\r\n\r\n".getBytes(UTF_8));
              new CountDownLatch(1).await();
            });
    URI again =
        rawServer(
            socket -> {
              readRequest(socket);
              while (true) {
                socket.getOutputStream().write("HTTP/1.1 102 Wait\r\n\r\n".getBytes(UTF_8));
                TimeUnit.MILLISECONDS.sleep(20);
              }
            });

    for (URI url : List.of(once, again)) {
      assertThat(sender(SHORT).send(call(url, SECRET)).get().failure()).isEqualTo(Failure.TIMEOUT);
    }
  }

  @Test
  void anAnswerMayTakeLongerThanAConnectionLiesIdle(@TempDir Path folder) throws Exception {
    Path keys = TestReceiver.keyStore(folder, "localhost");
    TestReceiver.Answering late =
        (response, callback) -> {
          TimeUnit.MILLISECONDS.sleep(HttpSender.IDLE_CONNECTION.plusSeconds(2).toMillis());
          response.setStatus(200);
          callback.succeeded();
        };
    URI http1 = opened(TestReceiver.plain(late)).url("localhost");
    URI http2 = opened(TestReceiver.secure(keys, late)).url("localhost");
    HttpSender sender = sender(LONG, TestReceiver.trusting(keys));

    CompletableFuture<Answer> first = sender.send(call(http1, SECRET));
    CompletableFuture<Answer> second = sender.send(call(http2, SECRET));

    assertThat(first.get().reason()).isNull();
    assertThat(second.get().reason()).isNull();
  }

  @Test
  void anAnswersHeadMayNotBeEndless() throws Exception {
    URI url =
        rawServer(
            socket -> {
              readRequest(socket);
              OutputStream out = socket.getOutputStream();
              out.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
              for (int i = 0; ; i++) {
                out.write("x-%d: %s\r\n".formatted(i, "y".repeat(1_000)).getBytes(UTF_8));
              }
            });

    assertThat(sender(LONG).send(call(url, SECRET)).get().failure())
        .isEqualTo(Failure.CONNECTION_LOST);
  }

  @Test
  void aReceiverThatDripsOrSaysNothingIsGivenUp() throws Exception {
    URI drips =
        rawServer(
            socket -> {
              readRequest(socket);
              while (true) {
                socket.getOutputStream().write("H".getBytes(UTF_8));
                TimeUnit.MILLISECONDS.sleep(20);
                socket.getOutputStream().flush();
              }
            },
            "HTTP/1.1 200 OK\r\nx: ");
    URI silent = rawServer(socket -> new CountDownLatch(1).await());

    for (URI url : List.of(drips, silent)) {
      Answer answer = sender(SHORT).send(call(url, SECRET)).get();
      assertThat(answer.failure()).isEqualTo(Failure.TIMEOUT);
    }
  }

  @Test
  void whatIsNoHttpOrBreaksOffIsALostConnection() throws Exception {
    URI garbage =
        rawServer(
            socket -> {
              readRequest(socket);
              socket.getOutputStream().write("hello\r\n\r\n".getBytes(UTF_8));
            });
    URI hangsUp =
        rawServer(
            socket -> {
              readRequest(socket);
              socket.close();
            });

    for (URI url : List.of(garbage, hangsUp)) {
      assertThat(sender(LONG).send(call(url, SECRET)).get().failure())
          .isEqualTo(Failure.CONNECTION_LOST);
    }
  }

  @Test
  void aClosedPortAndAnUnknownNameAreToldApart() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    Answer closed =
        sender(LONG)
            .send(call(URI.create("http://127.0.0.1:%d/?token=t".formatted(port)), SECRET))
            .get();
    Answer unknown =
        sender(LONG).send(call(URI.create("https://no.such.name.invalid/?token=t"), SECRET)).get();

    assertThat(closed.failure()).isEqualTo(Failure.CONNECT_FAILED);
    assertThat(unknown.failure()).isEqualTo(Failure.NAME_UNRESOLVED);
    assertThat(closed.reason() + unknown.reason()).doesNotContain("token");
  }

  @Test
  void ourOwnNetworkIsNotCalled() throws Exception {
    TestReceiver inside = opened(TestReceiver.plain(TestReceiver.status(200)));
    HttpSender sender = guarded(InetAddress::getAllByName);
    int port = inside.url("localhost").getPort();

    for (String host :
        List.of("localhost", "127.0.0.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]")) {
      Answer answer =
          sender.send(call(URI.create("http://%s:%d/".formatted(host, port)), SECRET)).get();
      assertThat(answer.failure()).as(host).isEqualTo(Failure.ADDRESS_REFUSED);
    }
    assertThat(inside.received()).isEmpty();
    assertThat(inside.connections()).isZero();
  }

  @Test
  void aNameThatLeadsElsewhereTheNextTimeIsJudgedAnew() throws Exception {
    TestReceiver receiver =
        opened(
            TestReceiver.plain(
                (response, callback) -> {
                  response.setStatus(200);
                  response.getHeaders().put("Connection", "close");
                  callback.succeeded();
                }));
    Deque<String> addresses = new ArrayDeque<>(List.of("127.0.0.1", "10.0.0.1"));
    HttpSender sender = resolving(host -> InetAddress.getAllByName(addresses.remove()));
    URI url = receiver.url("rebinding.example");

    assertThat(sender.send(call(url, SECRET)).get().taken()).isTrue();
    Answer again = sender.send(call(url, SECRET)).get();

    assertThat(again.failure()).isEqualTo(Failure.ADDRESS_REFUSED);
    assertThat(again.reason()).contains("rebinding.example", "10.0.0.1");
    assertThat(receiver.received()).hasSize(1);
  }

  @Test
  void ofSeveralAddressesOnlyThosePermittedAreConnectedTo() throws Exception {
    CompletableFuture<List<InetSocketAddress>> permitted = new CompletableFuture<>();

    new GuardedResolver(
            new AddressRule(true),
            host ->
                new InetAddress[] {
                  InetAddress.getByName("10.0.0.1"),
                  InetAddress.getLoopbackAddress(),
                  InetAddress.getByName("169.254.169.254")
                },
            Runnable::run)
        .resolve("some.example", 443, Map.of(), Promise.from(permitted));

    assertThat(permitted.get())
        .containsExactly(new InetSocketAddress(InetAddress.getLoopbackAddress(), 443));
  }

  @Test
  void aSlowNameServerHoldsUpItsOwnNamesOnly() throws Exception {
    TestReceiver receiver = opened(TestReceiver.plain(TestReceiver.status(200)));
    CountDownLatch released = new CountDownLatch(1);
    open.add(0, released::countDown);
    HttpSender sender =
        opened(
            new HttpSender(
                LONG,
                new AddressRule(true),
                host -> {
                  if (host.endsWith("slow.example")) {
                    awaitQuietly(released);
                  }
                  return InetAddress.getAllByName("127.0.0.1");
                },
                new SslContextFactory.Client()));
    List<CompletableFuture<Answer>> slow = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      slow.add(sender.send(call(receiver.url("slow.example"), SECRET)));
      slow.add(sender.send(call(receiver.url(i % 20 + ".slow.example"), SECRET)));
    }

    Answer answer = sender.send(call(receiver.url("fast.example"), SECRET)).get();

    assertThat(answer.taken()).isTrue();
    assertThat(slow).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void silentReceiversDoNotHoldUpOthers() throws Exception {
    URI silent = rawServer(socket -> new CountDownLatch(1).await());
    TestReceiver receiver = opened(TestReceiver.plain(TestReceiver.status(200)));
    HttpSender sender = sender(LONG);
    List<CompletableFuture<Answer>> stuck = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      stuck.add(sender.send(call(silent, SECRET)));
    }

    for (int i = 0; i < 100; i++) {
      assertThat(sender.send(call(receiver.url("localhost"), SECRET)).get().taken()).isTrue();
    }

    assertThat(stuck).noneMatch(CompletableFuture::isDone);
    sender.close();
    for (CompletableFuture<Answer> answer : stuck) {
      assertThat(answer.get().taken()).isFalse();
    }
  }

  @Test
  void aClosedSenderAnswersThatItFailed() throws Exception {
    HttpSender sender = sender(LONG);
    sender.close();

    Answer answer = sender.send(call(URI.create("http://localhost:1/"), SECRET)).get();

    assertThat(answer.taken()).isFalse();
  }

  private HttpSender sender(Duration timeout) {
    return sender(timeout, new SslContextFactory.Client());
  }

  private HttpSender sender(Duration timeout, SslContextFactory.Client tls) {
    return opened(new HttpSender(timeout, new AddressRule(true), InetAddress::getAllByName, tls));
  }

  private HttpSender resolving(GuardedResolver.Lookup lookup) {
    return opened(
        new HttpSender(LONG, new AddressRule(true), lookup, new SslContextFactory.Client()));
  }

  private HttpSender guarded(GuardedResolver.Lookup lookup) {
    return opened(
        new HttpSender(LONG, new AddressRule(false), lookup, new SslContextFactory.Client()));
  }

  private <T extends AutoCloseable> T opened(T one) {
    open.add(0, one);
    return one;
  }

  private static WebhookCall call(URI url, SigningSecret... keys) {
    return new WebhookCall(url, List.of(keys), ID, Instant.now(), BODY.getBytes(UTF_8));
  }

  private static void awaitQuietly(CountDownLatch latch) throws UnknownHostException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException("interrupted");
    }
  }

  /** What a server does with a connection. */
  @FunctionalInterface
  private interface Conversation {
    void with(Socket socket) throws Exception;
  }

  private URI rawServer(Conversation conversation) throws IOException {
    return rawServer(conversation, "");
  }

  /** A server that speaks no protocol of its own: first {@code greeting}, then what it is told. */
  private URI rawServer(Conversation conversation, String greeting) throws IOException {
    ServerSocket server = opened(new ServerSocket(0, 500, InetAddress.getLoopbackAddress()));
    Thread accepting =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try {
                  Socket socket = server.accept();
                  Thread talking = new Thread(() -> talk(socket, conversation, greeting));
                  talking.setDaemon(true);
                  talking.start();
                } catch (IOException e) {
                  return;
                }
              }
            });
    accepting.setDaemon(true);
    accepting.start();
    return URI.create("http://127.0.0.1:%d/".formatted(server.getLocalPort()));
  }

  private static void talk(Socket socket, Conversation conversation, String greeting) {
    try (socket) {
      socket.getOutputStream().write(greeting.getBytes(UTF_8));
      conversation.with(socket);
    } catch (Exception e) {
      // The client hung up, as it should.
    }
  }

  private static void readRequest(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    String end = new String(BODY.getBytes(UTF_8), ISO_8859_1);
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no whole request");
      }
      text.append((char) next);
    }
  }

  /** The key that RFC 8032 bytes stand for. */
  private static PublicKey publicKey(String text) throws Exception {
    byte[] bytes = Base64.getDecoder().decode(text.substring("whpk_".length()));
    boolean odd = (bytes[31] & 0x80) != 0;
    bytes[31] &= 0x7f;
    byte[] bigEndian = new byte[32];
    for (int i = 0; i < 32; i++) {
      bigEndian[i] = bytes[31 - i];
    }
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(
            new EdECPublicKeySpec(
                NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, bigEndian))));
  }
}
