package io.verilock.vkyc.models.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UrlFetcherTest {
  private static final String CONTENT = "weights ".repeat(5_000);

  @TempDir Path cache;
  private HttpServer server;
  private final CountDownLatch released = new CountDownLatch(1);

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer("/right", 200, CONTENT, CONTENT.length());
    answer("/other", 200, CONTENT.replace('w', 'v'), CONTENT.length());
    answer("/short", 200, CONTENT.substring(8), CONTENT.length() - 8);
    answer("/cut", 200, CONTENT.substring(8), CONTENT.length());
    answer("/long", 200, CONTENT + CONTENT, 2 * CONTENT.length());
    answer("/gone", 404, CONTENT, CONTENT.length());
    server.createContext("/never", exchange -> awaitRelease());
    server.start();
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.stop(0);
  }

  @Test
  void putsTheFileInTheCacheAndSaysHowFarItIs() throws IOException {
    List<Long> progress = new ArrayList<>();
    ModelFile file = file("right");

    fetch(file, (what, bytes) -> progress.add(bytes));

    assertThat(cache.resolve(file.file())).hasContent(CONTENT);
    assertThat(progress).isSorted().endsWith((long) CONTENT.length());
    assertThat(filesInCache()).hasSize(1);
  }

  @Test
  void leavesNothingOfAWrongOrIncompleteAnswer() throws IOException {
    assertRefused("other", "its SHA-256 is");
    assertRefused("short", "its SHA-256 is");
    assertRefused("cut", "");
    assertRefused("long", "more than the 40000 bytes");
    assertRefused("gone", "status 404");
  }

  @Test
  void givesUpOnAServerThatDoesNotAnswer() throws IOException {
    UrlFetcher impatient = new UrlFetcher(Duration.ofSeconds(5), Duration.ofMillis(200));

    assertThatThrownBy(() -> fetch(impatient, file("never"), FetchProgress.NONE))
        .isInstanceOf(PackException.class)
        .hasMessageContaining("not whole after PT0.2S");
    assertThat(filesInCache()).isEmpty();
  }

  @Test
  void saysThatThereIsNoAddress() {
    ModelFile file = TestFiles.file("face/made.onnx", CONTENT, null);

    assertThatThrownBy(() -> fetch(file, FetchProgress.NONE))
        .hasMessage("face/made.onnx has no address to be fetched from");
  }

  private void assertRefused(String path, String reason) throws IOException {
    ModelFile file = file(path);

    assertThatThrownBy(() -> fetch(file, FetchProgress.NONE))
        .isInstanceOf(PackException.class)
        .isNotInstanceOf(WrongChecksumException.class)
        .hasMessageContaining(file.file())
        .hasMessageContaining(file.url())
        .hasMessageContaining(reason);
    assertThat(filesInCache()).isEmpty();
  }

  private void fetch(ModelFile file, FetchProgress progress) throws PackException {
    fetch(new UrlFetcher(), file, progress);
  }

  private void fetch(UrlFetcher fetcher, ModelFile file, FetchProgress progress)
      throws PackException {
    fetcher.fetch(TestFiles.pack(file), List.of(file), cache, progress);
  }

  private ModelFile file(String path) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
    return TestFiles.file("face/" + path + ".onnx", CONTENT, url);
  }

  private List<Path> filesInCache() throws IOException {
    try (Stream<Path> files = Files.walk(cache)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Says that so many bytes come, and sends the content. */
  private void answer(String path, int status, String content, int length) {
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(status, length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(content.getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  private void awaitRelease() {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
