package io.verilock.vkyc.bench.analysis;

import io.verilock.vkyc.client.StackAddress;
import io.verilock.vkyc.client.results.ResultTopic;
import io.verilock.vkyc.client.topics.TopicWriter;
import io.verilock.vkyc.client.upload.SessionRecords;
import io.verilock.vkyc.jobs.analysis.VideoAnalysisJob;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.VideoChunk;
import io.verilock.vkyc.schemas.VideoResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Uploads sessions into a running stack, and sees when their results can be read. */
final class StackLoad implements AutoCloseable {
  /** So that three can be calls, and as many are not. */
  static final int LEAST_SESSIONS = 6;

  private static final int CHUNK_BYTES = 256 << 10;
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

  private final String bootstrapServers;
  private final TopicWriter writer;
  private final ResultTopic results;
  private final Admin admin;

  StackLoad(StackAddress stack) {
    bootstrapServers = stack.kafka();
    writer = new TopicWriter(stack.kafka());
    results = new ResultTopic(stack.kafka());
    admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafka()));
  }

  /** Uploads all clips as fast as they go, and gives the seconds until the last result is read. */
  double atOnce(List<Clip> clips) throws IOException {
    Set<String> waiting = new HashSet<>();
    long start = System.nanoTime();
    for (Clip clip : clips) {
      String id = UUID.randomUUID().toString();
      create(clip, id);
      SessionRecords.chunks(
          clip.session(id), CHUNK_BYTES, chunk -> writer.write(Topics.CHUNKS, chunk));
      waiting.add(id);
    }
    writer.flush();
    await(waiting, SessionStatus.completed);
    return (System.nanoTime() - start) / 1e9;
  }

  /**
   * Milliseconds until something can be read.
   *
   * @param results from the last piece of a recording to its result
   * @param scores from the moment a frame was before the camera to a running score that covers it
   * @param pages the same to the answer that brings the score to an agent's page
   */
  record Latencies(List<Double> results, List<Double> scores, List<Double> pages) {}

  /**
   * Uploads a clip again and again, each in one piece a second, as it would be recorded. Some of
   * the sessions are calls over the gateway; the pieces of the others are written to Kafka.
   *
   * @param interval seconds from the start of one session to the next
   * @param sessions {@link #LEAST_SESSIONS} at least
   * @param gateway asked with a key of a tenant that has calls
   */
  Latencies paced(Clip clip, double interval, int sessions, CallClient gateway) throws Exception {
    int pieces = (int) Math.ceil(clip.seconds());
    int pieceBytes = (int) (Files.size(clip.file()) / pieces) + 1;
    List<Future<?>> sent = new ArrayList<>();
    List<Future<WatchedCall.Seen>> calls = new ArrayList<>();
    Set<String> waiting = new HashSet<>();
    Map<String, Long> lastChunkSent = new ConcurrentHashMap<>();
    Map<String, Long> started = new ConcurrentHashMap<>();
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    ExecutorService callers = Executors.newCachedThreadPool();
    long begin = System.nanoTime() + WatchedCall.LEAD.toNanos();
    try (RunningScoreTimes scores = new RunningScoreTimes(bootstrapServers, started)) {
      for (int i = 0; i < sessions; i++) {
        String id = UUID.randomUUID().toString();
        long start = begin + (long) (i * interval * 1e9);
        if (isCall(i, sessions)) {
          List<byte[]> slices = new ArrayList<>();
          SessionRecords.chunks(
              clip.session(id), pieceBytes, chunk -> slices.add(chunk.getData().array()));
          calls.add(callers.submit(new WatchedCall(gateway, slices, start)));
          continue;
        }
        waiting.add(id);
        sent.add(
            at(
                clock,
                start,
                () -> {
                  started.put(id, System.nanoTime());
                  create(clip, id);
                }));
        SessionRecords.chunks(
            clip.session(id),
            pieceBytes,
            chunk ->
                sent.add(
                    at(
                        clock,
                        start + TimeUnit.SECONDS.toNanos(chunk.getSequence() + 1),
                        () -> {
                          if (chunk.getLast()) {
                            lastChunkSent.put(id, System.nanoTime());
                          }
                          writer.write(Topics.CHUNKS, chunk);
                        })));
      }
      Map<String, Long> read = await(waiting, SessionStatus.completed);
      for (Future<?> one : sent) {
        one.get();
      }
      List<Double> millis = new ArrayList<>();
      read.forEach((id, at) -> millis.add((at - lastChunkSent.get(id)) / 1e6));
      return new Latencies(millis, scores.millis(), seen(calls));
    } finally {
      clock.shutdownNow();
      callers.shutdownNow();
    }
  }

  /** Every fourth session is a call, but three of them at least. */
  private static boolean isCall(int session, int sessions) {
    int calls = Math.max(LEAST_SESSIONS / 2, sessions / 4);
    return (session + 1) * calls / sessions > session * calls / sessions;
  }

  /** What the agents of calls saw, once the recordings of all of them are analysed. */
  private List<Double> seen(List<Future<WatchedCall.Seen>> calls)
      throws IOException, InterruptedException {
    List<Double> millis = new ArrayList<>();
    Set<String> waiting = new HashSet<>();
    for (Future<WatchedCall.Seen> call : calls) {
      WatchedCall.Seen seen = WatchedCall.done(call, LONGEST_SILENCE);
      millis.addAll(seen.millis());
      waiting.add(seen.sessionId());
    }
    await(waiting, SessionStatus.completed);
    return millis;
  }

  /**
   * Begins sessions that nobody ends: the first half of a clip is uploaded for each.
   *
   * @return bytes uploaded for each
   */
  long begin(Clip clip, int sessions) throws IOException {
    byte[] half = Arrays.copyOf(clip.bytes(), (int) Files.size(clip.file()) / 2);
    Set<String> waiting = new HashSet<>();
    for (int i = 0; i < sessions; i++) {
      String id = UUID.randomUUID().toString();
      create(clip, id);
      for (int from = 0, sequence = 0; from < half.length; from += CHUNK_BYTES, sequence++) {
        VideoChunk chunk = SessionRecords.chunk(id, sequence, false);
        int length = Math.min(CHUNK_BYTES, half.length - from);
        chunk.setData(ByteBuffer.wrap(half, from, length).slice());
        writer.write(Topics.CHUNKS, chunk);
      }
      waiting.add(id);
    }
    writer.flush();
    await(waiting, SessionStatus.in_progress);
    return half.length;
  }

  /** Waits for a checkpoint that has every chunk of every recording in it. */
  void awaitTakenIn() throws Exception {
    long deadline = System.nanoTime() + LONGEST_SILENCE.toNanos();
    while (!isTakenIn()) {
      if (System.nanoTime() > deadline) {
        throw new IOException("the job has not taken in what was uploaded");
      }
      // Waits a moment for news, whatever they are.
      results.next();
    }
  }

  private boolean isTakenIn() throws Exception {
    Map<TopicPartition, OffsetAndMetadata> taken =
        admin.listConsumerGroupOffsets(VideoAnalysisJob.NAME).partitionsToOffsetAndMetadata().get();
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (TopicPartition partition : taken.keySet()) {
      if (partition.topic().equals(Topics.CHUNKS.name())) {
        asked.put(partition, OffsetSpec.latest());
      }
    }
    for (var end : admin.listOffsets(asked).all().get().entrySet()) {
      if (taken.get(end.getKey()).offset() < end.getValue().offset()) {
        return false;
      }
    }
    return !asked.isEmpty();
  }

  @Override
  public void close() {
    writer.close();
    results.close();
    admin.close();
  }

  /** Sends something. */
  @FunctionalInterface
  private interface Sending {
    void send() throws IOException;
  }

  /**
   * Sends something later.
   *
   * @param time by {@link System#nanoTime()}
   */
  private static Future<?> at(ScheduledExecutorService clock, long time, Sending sending) {
    return clock.schedule(
        () -> {
          sending.send();
          return null;
        },
        time - System.nanoTime(),
        TimeUnit.NANOSECONDS);
  }

  private void create(Clip clip, String id) throws IOException {
    writer.write(Topics.SESSIONS, SessionRecords.created(clip.session(id), Instant.now(), null));
  }

  /** When each session's result was read to be so, by {@link System#nanoTime()}. */
  private Map<String, Long> await(Set<String> sessions, SessionStatus wanted) throws IOException {
    Map<String, Long> read = new HashMap<>();
    long lastNews = System.nanoTime();
    while (read.size() < sessions.size()) {
      Map<String, VideoResult> latest = results.next();
      long now = System.nanoTime();
      for (String id : sessions) {
        VideoResult result = latest.get(id);
        if (result != null && result.getStatus() == wanted && read.putIfAbsent(id, now) == null) {
          lastNews = now;
        }
      }
      if (now - lastNews > LONGEST_SILENCE.toNanos()) {
        throw new IOException(
            "%d of %d sessions have no result"
                .formatted(sessions.size() - read.size(), sessions.size()));
      }
    }
    return read;
  }
}
