package io.verilock.vkyc.gateway;

import io.verilock.vkyc.testing.Await;
import java.io.File;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A TURN server on this machine: Debian's coturn. */
final class Relay implements AutoCloseable {
  private static final int LONGEST_ANSWER_MILLIS = 200;

  private final Process process;
  private final int port;

  private Relay(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Where it is installed. */
  static Optional<Path> program() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "turnserver"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts one that shares a secret. */
  static Relay start(Path program, Path folder, String secret) throws Exception {
    return start(program, folder, secret, freePort());
  }

  /** Starts one that shares a secret, where another one was. */
  static Relay start(Path program, Path folder, String secret, int port) throws Exception {
    Path output = folder.resolve("turnserver.log");
    Process process =
        new ProcessBuilder(
                List.of(
                    program.toString(),
                    "-n",
                    "--listening-ip=127.0.0.1",
                    "--relay-ip=127.0.0.1",
                    "--listening-port=" + port,
                    "--realm=test",
                    "--use-auth-secret",
                    "--static-auth-secret=" + secret,
                    "--allow-loopback-peers",
                    "--no-tls",
                    "--no-dtls",
                    "--no-cli",
                    "--no-multicast-peers",
                    "--simple-log",
                    "--log-file=stdout",
                    "--userdb=" + folder.resolve("turndb"),
                    "--pidfile=" + folder.resolve("turnserver.pid")))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    Await.until(
        "the relay answers",
        () -> answers(port) || !process.isAlive(),
        () -> Files.readString(output));
    return new Relay(process, port);
  }

  /** As settings name it. */
  String url() {
    return "turn:127.0.0.1:%d?transport=udp".formatted(port);
  }

  int port() {
    return port;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Whether a binding request is answered (RFC 8489, section 2). */
  private static boolean answers(int port) throws Exception {
    ByteBuffer request = ByteBuffer.allocate(20).putInt(0x0001_0000).putInt(0x2112_a442);
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(LONGEST_ANSWER_MILLIS);
      socket.send(new DatagramPacket(request.array(), 20, InetAddress.getLoopbackAddress(), port));
      socket.receive(new DatagramPacket(new byte[512], 512));
      return true;
    } catch (SocketTimeoutException | PortUnreachableException e) {
      return false;
    }
  }

  private static int freePort() throws Exception {
    try (DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      return socket.getLocalPort();
    }
  }
}
