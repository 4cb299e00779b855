package io.verilock.vkyc.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many sessions that upload at once: each a chunk a second, as recorders do, its first one at a
 * moment of its own. A chunk's time is counted from when it was due, so that what has to wait to be
 * sent is not left out.
 */
final class ChunkLoad {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int CHUNK_BYTES = 60_000;

  private final HttpClient http;
  private final String key;
  private final int seconds;

  /**
   * Sets it up.
   *
   * @param seconds that each session records
   */
  ChunkLoad(HttpClient http, String key, int seconds) {
    this.http = http;
    this.key = key;
    this.seconds = seconds;
  }

  /** Bytes of a chunk: the same for the same session and place. */
  static byte[] bytes(int session, int sequence) {
    byte[] bytes = new byte[CHUNK_BYTES];
    new Random(session * 1_000_003L + sequence).nextBytes(bytes);
    return bytes;
  }

  /**
   * Uploads.
   *
   * @throws IOException if a chunk was not taken
   */
  Latencies run(URI server, List<String> sessions) throws IOException, InterruptedException {
    List<Long> millis = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger failed = new AtomicInteger();
    Phaser underWay = new Phaser(1);
    ScheduledExecutorService clock = Executors.newScheduledThreadPool(4);
    long start = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    Random random = new Random(1);
    for (int i = 0; i < sessions.size(); i++) {
      int session = i;
      long first = start + (long) (random.nextDouble() * TimeUnit.SECONDS.toNanos(1));
      for (int sequence = 0; sequence < seconds; sequence++) {
        int place = sequence;
        long due = first + TimeUnit.SECONDS.toNanos(sequence);
        underWay.register();
        var unused =
            clock.schedule(
                () -> {
                  var unusedAnswer =
                      send(server, sessions.get(session), session, place)
                          .whenComplete(
                              (taken, fault) -> {
                                if (fault != null || !taken) {
                                  failed.incrementAndGet();
                                }
                                millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - due));
                                underWay.arriveAndDeregister();
                              });
                },
                due - System.nanoTime(),
                TimeUnit.NANOSECONDS);
      }
    }
    underWay.arriveAndAwaitAdvance();
    clock.shutdown();
    if (failed.get() > 0) {
      throw new IOException("%d chunks were not taken by %s".formatted(failed.get(), server));
    }
    return Latencies.of(millis);
  }

  private CompletableFuture<Boolean> send(URI server, String sessionId, int session, int sequence) {
    byte[] bytes = bytes(session, sequence);
    HttpRequest request =
        HttpRequest.newBuilder(
                server.resolve("/v1/sessions/%s/video/chunks/%d".formatted(sessionId, sequence)))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/octet-stream")
            .header("Content-Digest", "sha-256=:%s:".formatted(digest(bytes)))
            .PUT(BodyPublishers.ofByteArray(bytes))
            .build();
    return http.sendAsync(request, BodyHandlers.discarding())
        .thenApply(response -> response.statusCode() == 201);
  }

  private static String digest(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
