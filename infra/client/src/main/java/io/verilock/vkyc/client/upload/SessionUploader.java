package io.verilock.vkyc.client.upload;

import io.verilock.vkyc.client.ObjectAccess;
import io.verilock.vkyc.client.StackAddress;
import io.verilock.vkyc.client.topics.TopicWriter;
import io.verilock.vkyc.schemas.ObjectReference;
import io.verilock.vkyc.schemas.Photo;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.Review;
import io.verilock.vkyc.schemas.SessionEvent;
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
import java.util.function.LongConsumer;
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
  private final TopicWriter writer;

  /** Opens an uploader that cuts recordings every {@code chunkBytes}. */
  public SessionUploader(StackAddress stack, int chunkBytes) {
    this.stack = stack;
    this.chunkBytes = chunkBytes;
    writer = new TopicWriter(stack.kafka());
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
    writer.write(Topics.SESSIONS, created);
    photo(session.sessionId(), PhotoKind.selfie, session.selfie());
    photo(session.sessionId(), PhotoKind.document, session.document());
    SessionRecords.chunks(
        session,
        chunkBytes,
        chunk -> {
          int bytes = chunk.getData().remaining();
          chunk.setUploadedAt(Instant.now());
          writer.write(Topics.CHUNKS, chunk);
          sent.accept(bytes);
        });
    writer.flush();
  }

  /** Sends a person's decision. */
  public void review(Review review) throws IOException {
    writer.write(Topics.REVIEWS, review);
    writer.flush();
  }

  @Override
  public void close() {
    writer.close();
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
    writer.write(Topics.PHOTOS, photo);
  }

  private ObjectReference store(String name, byte[] bytes) throws IOException {
    URI uri = URI.create(stack.recordings() + "/" + name);
    try (S3Client objects = ObjectAccess.client(stack.objects())) {
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
}
