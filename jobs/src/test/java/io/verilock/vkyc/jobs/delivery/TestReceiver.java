package io.verilock.vkyc.jobs.delivery;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A real server that keeps what it is sent: plain HTTP/1.1, or TLS with HTTP/2 offered. */
final class TestReceiver implements AutoCloseable {
  private static final String PASSWORD = "password";

  private final Server server = new Server();
  private final ServerConnector connector;
  private final String scheme;
  private final Answering answering;
  private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger connections = new AtomicInteger();

  /** A call as it came. */
  record Received(String version, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.get(name).get(0);
    }
  }

  /** How a call is answered. */
  @FunctionalInterface
  interface Answering {
    void answer(Response response, Callback callback) throws Exception;
  }

  private TestReceiver(Path keyStore, Answering answering) throws Exception {
    this.answering = answering;
    this.scheme = keyStore == null ? "http" : "https";
    connector = keyStore == null ? plain() : secure(keyStore);
    connector.addBean(
        new Connection.Listener() {
          @Override
          public void onOpened(Connection connection) {
            if (connection
                .getClass()
                .getSimpleName()
                .matches("HttpConnection|HTTP2ServerConnection")) {
              connections.incrementAndGet();
            }
          }
        });
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            keep(request);
            answering().answer(response, callback);
            return true;
          }
        });
    server.start();
  }

  static TestReceiver plain(Answering answering) throws Exception {
    return new TestReceiver(null, answering);
  }

  /** With the certificate of a key store that {@link #keyStore} made. */
  static TestReceiver secure(Path keyStore, Answering answering) throws Exception {
    return new TestReceiver(keyStore, answering);
  }

  static Answering status(int status) {
    return (response, callback) -> {
      response.setStatus(status);
      callback.succeeded();
    };
  }

  /** A key store with a certificate of its own making for a name. */
  static Path keyStore(Path folder, String name) throws IOException, InterruptedException {
    Path file = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "receiver",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + name,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool made no certificate");
    }
    return file;
  }

  /** A client that trusts the key store's certificate alone. */
  static SslContextFactory.Client trusting(Path keyStore) {
    SslContextFactory.Client tls = new SslContextFactory.Client();
    tls.setTrustStorePath(keyStore.toString());
    tls.setTrustStorePassword(PASSWORD);
    return tls;
  }

  URI url(String host) {
    return URI.create(
        "%s://%s:%d/hook?token=a%%20b".formatted(scheme, host, connector.getLocalPort()));
  }

  List<Received> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  /** Connections that were ever opened. */
  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }

  private Answering answering() {
    return answering;
  }

  private void keep(Request request) throws IOException {
    Map<String, List<String>> headers = new HashMap<>();
    request
        .getHeaders()
        .getFieldNamesCollection()
        .forEach(name -> headers.put(name, request.getHeaders().getValuesList(name)));
    received.add(
        new Received(
            request.getConnectionMetaData().getHttpVersion().asString(),
            headers,
            Content.Source.asString(request, StandardCharsets.UTF_8)));
  }

  private ServerConnector plain() {
    return new ServerConnector(server, new HttpConnectionFactory());
  }

  private ServerConnector secure(Path keyStore) {
    HttpConfiguration config = new HttpConfiguration();
    config.addCustomizer(new SecureRequestCustomizer(false));
    HttpConnectionFactory http1 = new HttpConnectionFactory(config);
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
    alpn.setDefaultProtocol(http1.getProtocol());
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStorePath(keyStore.toString());
    tls.setKeyStorePassword(PASSWORD);
    tls.setSniRequired(false);
    return new ServerConnector(
        server,
        new SslConnectionFactory(tls, alpn.getProtocol()),
        alpn,
        new HTTP2ServerConnectionFactory(config),
        http1);
  }
}
