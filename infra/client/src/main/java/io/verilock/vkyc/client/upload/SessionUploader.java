package io.verilock.vkyc.client.upload;

import io.verilock.vkyc.client.ObjectAccess;
import io.verilock.vkyc.client.StackAddress;
import io.verilock.vkyc.schemas.ObjectReference;
import io.verilock.vkyc.schemas.Photo;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.Review;
import io.verilock.vkyc.schemas.SessionEvent;
import io.verilock.vkyc.schemas.Topic;
import io.verilock.vkyc.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Uploads sessions as a gateway would: the session, its photos, then its recording chunk by chunk.
 * The same session uploaded again is the same records again, so repeats do no harm. Belongs to one
 * thread.
 */
public final class SessionUploader implements AutoCloseable {
  /** Photos above this go to the object store; brokers take records of up to 1 MiB by default. */
  private static final int LARGEST_INLINE = 900 << 10;

  private final StackAddress stack;
  private final int chunkBytes;
  private final KafkaProducer<String, byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  /** Opens an uploader that cuts recordings every {@code chunkBytes}. */
  public SessionUploader(StackAddress stack, int chunkBytes) {
    this.stack = stack;
    this.chunkBytes = chunkBytes;
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                stack.kafka(),
                "acks",
                "all",
                "enable.idempotence",
                true,
                "max.request.size",
                2 << 20,
                "linger.ms",
                5),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /**
   * Uploads a session.
   *
   * @param sent told of each piece's bytes as they go out
   * @throws IOException if a file cannot be read, or Kafka or the store does not take it
   */
  public void upload(SessionFiles session, LongConsumer sent) throws IOException {
    Instant now = Instant.now();
    SessionEvent created = SessionRecords.created(session, now, null);
    send(Topics.SESSIONS, created);
    photo(session.sessionId(), PhotoKind.selfie, session.selfie());
    photo(session.sessionId(), PhotoKind.document, session.document());
    SessionRecords.chunks(
        session,
        chunkBytes,
        chunk -> {
          int bytes = chunk.getData().remaining();
          chunk.setUploadedAt(Instant.now());
          send(Topics.CHUNKS, chunk);
          sent.accept(bytes);
        });
    flush();
  }

  /** Sends a person's decision. */
  public void review(Review review) throws IOException {
    send(Topics.REVIEWS, review);
    flush();
  }

  @Override
  public void close() {
    producer.close();
  }

  private void photo(String sessionId, PhotoKind kind, String path) throws IOException {
    if (path == null) {
      return;
    }
    byte[] bytes = Files.readAllBytes(Path.of(path));
    Photo photo = Photo.newBuilder().setSessionId(sessionId).setKind(kind).build();
    if (bytes.length > LARGEST_INLINE) {
      photo.setObject(store("%s/%s".formatted(sessionId, kind), bytes));
    } else {
      photo.setData(ByteBuffer.wrap(bytes));
    }
    send(Topics.PHOTOS, photo);
  }

  private ObjectReference store(String name, byte[] bytes) throws IOException {
    URI uri = URI.create(stack.recordings() + "/" + name);
    try (S3Client objects = ObjectAccess.client(stack)) {
      objects.putObject(
          put -> put.bucket(uri.getHost()).key(uri.getPath().substring(1)),
          RequestBody.fromBytes(bytes));
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new ObjectReference(
          uri.toString(), (long) bytes.length, HexFormat.of().formatHex(digest));
    } catch (SdkException e) {
      throw new IOException("the object store did not take a photo: " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private <T extends SpecificRecord> void send(Topic<T> topic, T record) throws IOException {
    check();
    // The callback hears of failures; waiting for each record would make uploads slow.
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(topic.name(), topic.key(record), topic.encode(record)),
            (metadata, exception) -> {
              if (exception != null) {
                failure.compareAndSet(null, exception);
              }
            });
  }

  private void flush() throws IOException {
    producer.flush();
    check();
  }

  private void check() throws IOException {
    Exception first = failure.get();
    if (first != null) {
      throw new IOException("Kafka did not take a record: " + first.getMessage(), first);
    }
  }
}
