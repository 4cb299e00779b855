package io.verilock.vkyc.gateway;

import io.verilock.vkyc.servers.EmbeddedKafka;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A broker as a process of its own, to be killed. */
final class KafkaProgram {
  private KafkaProgram() {}

  public static void main(String[] args) throws Exception {
    EmbeddedKafka.start(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    System.out.println("broker started");
    new CountDownLatch(1).await();
  }
}
