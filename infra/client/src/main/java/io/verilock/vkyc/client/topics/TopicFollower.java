package io.verilock.vkyc.client.topics;

import io.verilock.vkyc.schemas.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.InterruptException;

/** Follows topics in a thread of its own until it is closed, and begins anew where that fails. */
public final class TopicFollower implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Thread thread;
  private final Work work;
  private final Consumer<Exception> failed;
  private final CountDownLatch closed = new CountDownLatch(1);

  private TopicFollower(String name, Work work, Consumer<Exception> failed) {
    this.work = work;
    this.failed = failed;
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /** Reads as long as it is open; where it returns before, it is called again after a second. */
  @FunctionalInterface
  public interface Work {
    /** Reads, while {@code open} says so. */
    void follow(BooleanSupplier open) throws IOException;
  }

  /**
   * Starts to follow.
   *
   * @param name of the thread
   * @param failed told what ended the work, before it is called again
   */
  public static TopicFollower start(String name, Work work, Consumer<Exception> failed) {
    TopicFollower follower = new TopicFollower(name, work, failed);
    follower.thread.start();
    return follower;
  }

  /**
   * Starts to follow what is written to a topic from now on.
   *
   * @param name of the thread
   * @param failed told what ended the reading, before it begins anew with what is written then
   */
  public static TopicFollower ofNew(
      String name,
      String bootstrapServers,
      Topic<?> topic,
      TopicReader.Visitor visitor,
      Consumer<Exception> failed) {
    return start(
        name,
        open -> {
          try (TopicReader reader = new TopicReader(bootstrapServers)) {
            reader.toEnd(topic);
            while (open.getAsBoolean()) {
              reader.next(visitor);
            }
          }
        },
        failed);
  }

  /** Ends what is waited for, and returns when nothing is read any more. */
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean open() {
    return closed.getCount() > 0;
  }

  private void run() {
    while (open()) {
      try {
        work.follow(this::open);
      } catch (InterruptException e) {
        // Closed: the condition ends the loop.
      } catch (IOException | RuntimeException e) {
        if (open()) {
          failed.accept(e);
        }
      }
      pause();
    }
  }

  private void pause() {
    try {
      // True where it was closed: the condition of the loop ends the thread.
      var unused = closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Closed, in the same way.
    }
  }
}
