package io.verilock.vkyc.models.pack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Downloads each file from the address its manifest pins. No more bytes are taken than the manifest
 * says, and nothing but the named file gets its place in the cache. A wrong answer counts as none:
 * it tells of the network, a sign-in page say, and another pack may still do.
 */
public final class UrlFetcher implements PackFetcher {
  private final Duration connectLimit;
  private final Duration fileLimit;

  /** Gives up on a server after 10 seconds, and on a file after 5 minutes. */
  public UrlFetcher() {
    this(Duration.ofSeconds(10), Duration.ofMinutes(5));
  }

  /**
   * Downloads within limits of time.
   *
   * @param connectLimit for reaching the server
   * @param fileLimit for one file, from request to last byte
   */
  public UrlFetcher(Duration connectLimit, Duration fileLimit) {
    this.connectLimit = connectLimit;
    this.fileLimit = fileLimit;
  }

  @Override
  public void fetch(PackManifest pack, List<ModelFile> missing, Path folder, FetchProgress progress)
      throws PackException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(connectLimit)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .proxy(ProxySelector.getDefault())
            .build();
    for (ModelFile file : missing) {
      fetch(client, file, folder.resolve(file.file()), progress);
    }
  }

  private void fetch(HttpClient client, ModelFile file, Path target, FetchProgress progress)
      throws PackException {
    if (file.url() == null) {
      throw new PackException("%s has no address to be fetched from".formatted(file.file()));
    }
    Path part = null;
    try {
      Files.createDirectories(target.getParent());
      part = Files.createTempFile(target.getParent(), target.getFileName().toString(), ".part");
      download(client, file, part, progress);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (PackException e) {
      throw e;
    } catch (IOException e) {
      throw new PackException(
          "%s cannot be fetched from %s: %s".formatted(file.file(), file.url(), e), e);
    } finally {
      delete(part);
    }
  }

  private void download(HttpClient client, ModelFile file, Path part, FetchProgress progress)
      throws IOException {
    MessageDigest digest = Checksum.sha256();
    int status;
    try (OutputStream output = Files.newOutputStream(part)) {
      Body body = new Body(file, output, digest, progress);
      HttpRequest request = HttpRequest.newBuilder(URI.create(file.url())).build();
      status = answered(client.sendAsync(request, responder(body)));
    }
    if (status != 200) {
      throw new IOException("the server answered with status " + status);
    }
    String found = Checksum.hex(digest);
    if (!found.equals(file.sha256())) {
      throw new IOException(
          "its SHA-256 is %s, expected %s: something else answered"
              .formatted(found, file.sha256()));
    }
  }

  /** The body of a refusal is nobody's file: it is dropped unread. */
  private static HttpResponse.BodyHandler<Void> responder(Body body) {
    return response ->
        response.statusCode() == 200
            ? HttpResponse.BodySubscribers.ofByteArrayConsumer(body)
            : HttpResponse.BodySubscribers.replacing(null);
  }

  private int answered(CompletableFuture<HttpResponse<Void>> answer) throws IOException {
    try {
      return answer.get(fileLimit.toMillis(), TimeUnit.MILLISECONDS).statusCode();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("not whole after " + fileLimit, e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void delete(Path part) {
    if (part != null) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Takes a file's bytes as they come, and refuses more than the manifest says. */
  private static final class Body implements Consumer<Optional<byte[]>> {
    private final ModelFile file;
    private final OutputStream output;
    private final MessageDigest digest;
    private final FetchProgress progress;
    private long bytes;

    Body(ModelFile file, OutputStream output, MessageDigest digest, FetchProgress progress) {
      this.file = file;
      this.output = output;
      this.digest = digest;
      this.progress = progress;
    }

    @Override
    public void accept(Optional<byte[]> more) {
      byte[] chunk = more.orElse(new byte[0]);
      bytes += chunk.length;
      if (bytes > file.bytes()) {
        throw new UncheckedIOException(
            new IOException("more than the %d bytes of the manifest".formatted(file.bytes())));
      }
      try {
        output.write(chunk);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      digest.update(chunk);
      progress.fetched(file, bytes);
    }
  }
}
