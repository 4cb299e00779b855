package io.verilock.vkyc.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.client.ObjectStoreAddress;
import io.verilock.vkyc.gateway.access.ApiKeys;
import io.verilock.vkyc.gateway.access.Scope;
import io.verilock.vkyc.gateway.database.Database;
import io.verilock.vkyc.schemas.SessionEvent;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoChunk;
import io.verilock.vkyc.servers.Credentials;
import io.verilock.vkyc.servers.EmbeddedDatabase;
import io.verilock.vkyc.servers.EmbeddedObjectStore;
import io.verilock.vkyc.testing.Await;
import io.verilock.vkyc.testing.ChildJvm;
import io.verilock.vkyc.testing.TopicContents;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Gateway, PostgreSQL and broker are killed in the middle of uploads: what was answered is there,
 * what was not can be sent again, and no session is there twice.
 */
class FaultsIT {
  private static final String BUCKET = "vkyc-recordings";
  private static final int SESSIONS = 48;
  private static final int CHUNKS = 12;
  private static final int UPLOADERS = 6;

  @TempDir Path folder;
  private final Map<String, Process> processes = new HashMap<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final Map<String, byte[]> sent = new ConcurrentHashMap<>();
  private int[] ports;
  private EmbeddedObjectStore store;
  private EmbeddedDatabase database;
  private Client client;
  private String key;

  @BeforeEach
  void start() throws Exception {
    ports = freePorts(4);
    Credentials keys = Credentials.random();
    store = EmbeddedObjectStore.start(folder.resolve("objects"), BUCKET, keys);
    database = EmbeddedDatabase.start(folder.resolve("postgres"), ports[3]);
    startKafka();
    write(
        new ObjectStoreAddress(store.endpoint(), "us-east-1", keys.accessKey(), keys.secretKey()));
    startGateway();
    key = key();
    client = new Client(URI.create("http://127.0.0.1:" + ports[0]), key);
  }

  @AfterEach
  void stop() throws Exception {
    processes.values().forEach(Process::destroyForcibly);
    // What the gateway said of faults of its own, for whoever looks into a failure.
    System.out.println(Files.readString(folder.resolve("gateway.log")));
    database.close();
    store.close();
  }

  @Test
  void whatWasAnsweredIsThereAndWhatWasNotCanBeSentAgain() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(UPLOADERS);
    List<Future<String>> uploads = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      int session = i;
      uploads.add(threads.submit(() -> upload(session)));
    }
    whenAnswered(1, 4);
    kill("gateway");
    startGateway();
    whenAnswered(2, 4);
    killDatabase();
    database = EmbeddedDatabase.start(folder.resolve("postgres"), ports[3]);
    whenAnswered(3, 4);
    kill("kafka");
    startKafka();

    List<String> sessions = new ArrayList<>();
    for (Future<String> upload : uploads) {
      sessions.add(upload.get(Await.LONGEST.toSeconds(), TimeUnit.SECONDS));
    }
    threads.shutdown();

    assertThat(sessions).doesNotHaveDuplicates().hasSize(SESSIONS);
    String brokers = "127.0.0.1:" + ports[1];
    Await.until(
        "the outbox to be empty",
        () ->
            TopicContents.decoded(brokers, Topics.CHUNKS).stream()
                    .filter(VideoChunk::getLast)
                    .map(VideoChunk::getSessionId)
                    .distinct()
                    .count()
                == SESSIONS);
    Map<String, byte[]> first = new HashMap<>();
    for (VideoChunk chunk : TopicContents.decoded(brokers, Topics.CHUNKS)) {
      byte[] bytes = new byte[chunk.getData().remaining()];
      chunk.getData().get(bytes);
      byte[] before = first.putIfAbsent(chunk.getSessionId() + " " + chunk.getSequence(), bytes);
      if (before != null) {
        assertThat(bytes).as("a repeat is the same again").isEqualTo(before);
      }
    }
    sent.forEach((place, bytes) -> assertThat(first.get(place)).as(place).isEqualTo(bytes));
    assertThat(sent).hasSize(SESSIONS * CHUNKS);
    List<SessionEvent> created = TopicContents.decoded(brokers, Topics.SESSIONS);
    assertThat(created.stream().map(SessionEvent::getSessionId).distinct())
        .containsExactlyInAnyOrderElementsOf(sessions);
    assertThat(client.get("/v1/sessions?limit=100").json().get("data")).hasSize(SESSIONS);
  }

  @Test
  void aGatewayThatIsToldToStopAnswersWhatCame() throws Exception {
    String sessionId = client.session("{}").text("session_id");
    byte[] bytes = new byte[1000];
    Process gateway = processes.get("gateway");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports[0])) {
      String head =
          """
          PUT /v1/sessions/%s/video/chunks/0 HTTP/1.1
          Host: a
          Authorization: Bearer %s
          Content-Type: video/webm
          Content-Digest: %s
          Content-Length: %d

          """
              .formatted(sessionId, key, Client.digest(bytes), bytes.length)
              .replace("\n", "\r\n");
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(bytes, 0, 1);
      Await.until("the request to be under way", () -> client.get("/health/live").status() == 200);
      gateway.destroy();
      Await.until("the gateway to take nothing more", () -> !takesMore());
      socket.getOutputStream().write(bytes, 1, bytes.length - 1);

      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 201");
    }
    assertThat(gateway.waitFor(Await.LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(TopicContents.decoded("127.0.0.1:" + ports[1], Topics.CHUNKS)).hasSize(1);
  }

  private boolean takesMore() {
    try {
      return client.get("/health/ready").status() == 200;
    } catch (Exception e) {
      return false;
    }
  }

  /** Uploads a session as a patient client does. */
  private String upload(int number) throws Exception {
    String sessionId =
        patiently(
                () ->
                    client.post(
                        "/v1/sessions",
                        "{\"steps\": [\"video\"], \"external_id\": \"%d\"}".formatted(number),
                        "session-" + number))
            .text("session_id");
    Random random = new Random(number);
    for (int i = 0; i < CHUNKS; i++) {
      int sequence = i;
      byte[] bytes = new byte[2000 + random.nextInt(20_000)];
      random.nextBytes(bytes);
      patiently(() -> client.chunk(sessionId, sequence, bytes));
      sent.put(sessionId + " " + sequence, bytes);
      answered.incrementAndGet();
    }
    patiently(
        () ->
            client.post(
                "/v1/sessions/%s/video/finish".formatted(sessionId),
                "{\"chunk_count\": %d}".formatted(CHUNKS),
                "finish-" + number));
    return sessionId;
  }

  /** Sends again what was not answered, or with 503, until it is. */
  private static Reply patiently(Sending sending) throws Exception {
    long deadline = System.nanoTime() + Await.LONGEST.toNanos();
    while (true) {
      try {
        Reply reply = sending.send();
        if (reply.status() < 300) {
          return reply;
        }
        boolean passes = reply.status() == 503 || "idempotency_key_in_use".equals(reply.code());
        assertThat(passes).as(reply.toString()).isTrue();
      } catch (IOException e) {
        // Not answered: the gateway is gone.
      }
      assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private interface Sending {
    Reply send() throws Exception;
  }

  private void whenAnswered(int part, int of) throws Exception {
    Await.until(
        "%d of %d parts".formatted(part, of),
        () -> answered.get() >= SESSIONS * CHUNKS * part / of);
  }

  private void startKafka() throws Exception {
    start(
        "kafka",
        KafkaProgram.class,
        "broker started",
        folder.resolve("kafka").toString(),
        Integer.toString(ports[1]),
        Integer.toString(ports[2]));
  }

  private void startGateway() throws Exception {
    start(
        "gateway",
        GatewayProgram.class,
        "listening on",
        folder.resolve("gateway.properties").toString());
  }

  private void start(String name, Class<?> program, String up, String... arguments)
      throws Exception {
    Path output = folder.resolve(name + ".log");
    Files.deleteIfExists(output);
    Process process = ChildJvm.start(program, output, arguments);
    processes.put(name, process);
    Await.until(
        name,
        () -> {
          assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
          return Files.readString(output).contains(up);
        });
  }

  private void kill(String name) throws Exception {
    Process process = processes.remove(name);
    process.destroyForcibly();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  private void killDatabase() throws Exception {
    Path pid = folder.resolve("postgres/data/postmaster.pid");
    String postmaster = Files.readAllLines(pid).get(0).strip();
    new ProcessBuilder("kill", "-9", postmaster).start().waitFor();
    Await.until(
        "PostgreSQL to be gone",
        () ->
            ProcessHandle.of(Long.parseLong(postmaster)).filter(ProcessHandle::isAlive).isEmpty());
    database.close();
  }

  private void write(ObjectStoreAddress objects) throws IOException {
    Properties settings = new Properties();
    settings.setProperty(GatewaySettings.PORT, Integer.toString(ports[0]));
    settings.setProperty(GatewaySettings.DATABASE_URL, database.url());
    settings.setProperty(GatewaySettings.DATABASE_USER, EmbeddedDatabase.USER);
    settings.setProperty(GatewaySettings.KAFKA, "127.0.0.1:" + ports[1]);
    settings.setProperty(GatewaySettings.RECORDINGS, "s3a://" + BUCKET + "/sessions");
    settings.setProperty(GatewaySettings.STORE_ENDPOINT, objects.endpoint().toString());
    settings.setProperty(GatewaySettings.STORE_ACCESS_KEY, objects.accessKey());
    settings.setProperty(GatewaySettings.STORE_SECRET_KEY, objects.secretKey());
    settings.setProperty(GatewaySettings.REQUESTS_PER_MINUTE, "100000");
    try (var writer = Files.newBufferedWriter(folder.resolve("gateway.properties"))) {
      settings.store(writer, null);
    }
  }

  private String key() {
    List<String> scopes = Arrays.stream(Scope.values()).map(Scope::text).toList();
    try (Database tables = Database.open(database.url(), EmbeddedDatabase.USER, "")) {
      return tables
          .jdbi()
          .inTransaction(
              handle -> {
                ApiKeys.putTenant(handle, "bank", "standard", Instant.now());
                String keyId = ApiKeys.create(handle, "bank", "test", scopes, Instant.now());
                return ApiKeys.addSecret(handle, keyId, Instant.now());
              });
    }
  }

  private static int[] freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    int[] free = new int[count];
    for (int i = 0; i < count; i++) {
      sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      free[i] = sockets.get(i).getLocalPort();
    }
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return free;
  }
}
