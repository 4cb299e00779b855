package io.verilock.vkyc.gateway.uploads;

import io.verilock.vkyc.client.ObjectAccess;
import io.verilock.vkyc.client.ObjectStoreAddress;
import io.verilock.vkyc.gateway.access.Secrets;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import io.verilock.vkyc.schemas.ObjectReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What of a session is too large for Kafka, in the object store. */
public final class SessionObjects implements AutoCloseable {
  /** How long an upload URL takes bytes. */
  static final Duration UPLOAD_VALID = Duration.ofMinutes(15);

  private final S3Client objects;
  private final S3Presigner presigner;
  private final URI folder;

  /**
   * Opens the store.
   *
   * @param folder of the sessions, {@code s3a://BUCKET/PATH}
   */
  public SessionObjects(ObjectStoreAddress store, URI folder) {
    objects = ObjectAccess.client(store);
    presigner = ObjectAccess.presigner(store);
    this.folder = folder;
  }

  /**
   * Keeps bytes.
   *
   * @throws IOException if the store does not take them
   */
  ObjectReference put(String name, byte[] bytes, byte[] digest) throws IOException {
    try {
      objects.putObject(
          put -> put.bucket(folder.getHost()).key(key(name)), RequestBody.fromBytes(bytes));
    } catch (SdkException e) {
      throw new IOException("the object store did not take an object: " + e.getMessage(), e);
    }
    return reference(name, bytes.length, HexFormat.of().formatHex(digest));
  }

  /** A URL that takes the bytes of an object by {@code PUT}. */
  String uploadUrl(String name, long length) {
    return presigner
        .presignPutObject(
            request ->
                request
                    .signatureDuration(UPLOAD_VALID)
                    .putObjectRequest(
                        put -> put.bucket(folder.getHost()).key(key(name)).contentLength(length)))
        .url()
        .toString();
  }

  /**
   * An object that was put by URL.
   *
   * @throws Problem if there is none, or it is another one
   * @throws IOException if the store cannot be reached
   */
  ObjectReference registered(String name, long length, String sha256) throws Problem, IOException {
    MessageDigest digest = Secrets.sha256();
    long found;
    try (InputStream bytes =
        new DigestInputStream(
            objects.getObject(get -> get.bucket(folder.getHost()).key(key(name))), digest)) {
      found = bytes.transferTo(OutputStream.nullOutputStream());
    } catch (NoSuchKeyException e) {
      throw new Problem(
          ErrorCode.OBJECT_MISSING, "Nothing was put at the upload URL of this chunk yet.");
    } catch (SdkException e) {
      throw new IOException("the object store does not answer: " + e.getMessage(), e);
    }
    String computed = HexFormat.of().formatHex(digest.digest());
    if (found != length || !computed.equals(sha256)) {
      throw new Problem(
          ErrorCode.OBJECT_DIFFERS,
          "%d bytes with the SHA-256 %s were put there.".formatted(found, computed));
    }
    return reference(name, length, sha256);
  }

  /**
   * Where an object is, if it is there.
   *
   * @throws IOException if the store cannot be reached
   */
  public Optional<URI> find(String name) throws IOException {
    try {
      objects.headObject(head -> head.bucket(folder.getHost()).key(key(name)));
      return Optional.of(URI.create(folder + "/" + name));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw new IOException("the object store does not answer: " + e.getMessage(), e);
    }
  }

  /** Whether the store answers. */
  public boolean answers() {
    try {
      objects.headBucket(head -> head.bucket(folder.getHost()));
      return true;
    } catch (SdkException e) {
      return false;
    }
  }

  @Override
  public void close() {
    presigner.close();
    objects.close();
  }

  private ObjectReference reference(String name, long length, String sha256) {
    return new ObjectReference(folder + "/" + name, length, sha256);
  }

  private String key(String name) {
    return folder.getPath().substring(1) + "/" + name;
  }
}
