package io.verilock.vkyc.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** A server that speaks S3, on loopback, with its objects as files. */
public final class EmbeddedObjectStore implements AutoCloseable {
  private final S3Proxy server;
  private final URI endpoint;

  private EmbeddedObjectStore(S3Proxy server, URI endpoint) {
    this.server = server;
    this.endpoint = endpoint;
  }

  /** Starts a store on {@code folder} that holds {@code bucket}, on a port that is free. */
  public static EmbeddedObjectStore start(Path folder, String bucket, Credentials credentials)
      throws IOException {
    return start(folder, bucket, credentials, 0);
  }

  /**
   * Starts a store on {@code folder} that holds {@code bucket}.
   *
   * @param port 0 for any that is free
   */
  public static EmbeddedObjectStore start(
      Path folder, String bucket, Credentials credentials, int port) throws IOException {
    Files.createDirectories(folder.resolve(bucket));
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(folder.toString()))
            .endpoint(URI.create("http://127.0.0.1:" + port))
            .awsAuthentication(
                AuthenticationType.AWS_V4, credentials.accessKey(), credentials.secretKey())
            .ignoreUnknownHeaders(true)
            .build();
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("the object store did not start: " + e.getMessage(), e);
    }
    return new EmbeddedObjectStore(server, URI.create("http://127.0.0.1:" + server.getPort()));
  }

  /** Where clients connect. */
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("the object store did not stop: " + e.getMessage(), e);
    }
  }
}
