package io.verilock.vkyc.jobs.media;

import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs a program on a thread of its own, in strict turns with its caller: while one runs, the other
 * waits. libav calls back for bytes from deep inside its demuxers and cannot return half way; turns
 * let such a call wait for bytes that the caller brings later, and nobody outside sees a thread.
 */
final class Turns {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;

  private boolean started;
  private boolean programsTurn;
  private boolean ended;
  private boolean cancelled;
  private Runnable delivery;

  Turns(String threadName, Runnable program) {
    thread =
        new Thread(
            () -> {
              try {
                program.run();
              } finally {
                end();
              }
            },
            threadName);
    thread.setDaemon(true);
  }

  /**
   * Caller: lets the program run until it pauses or ends, and runs what it delivers meanwhile.
   *
   * @return whether the program has ended
   */
  boolean resume() {
    while (true) {
      Runnable delivered = giveTurn();
      if (delivered == null) {
        return hasEnded();
      }
      delivered.run();
    }
  }

  /** Caller, or any other thread: ends the program at its next pause and waits until it has. */
  void cancel() {
    lock.lock();
    try {
      cancelled = true;
      changed.signalAll();
      if (!started) {
        return;
      }
    } finally {
      lock.unlock();
    }
    joinUninterruptibly();
  }

  /** Program: gives the turn back until the caller resumes. Returns false when it must end. */
  boolean pause() {
    lock.lock();
    try {
      programsTurn = false;
      changed.signalAll();
      while (!programsTurn && !cancelled) {
        changed.awaitUninterruptibly();
      }
      return !cancelled;
    } finally {
      lock.unlock();
    }
  }

  /** Program: has the caller's thread run this, and waits until it has. */
  void deliver(Runnable work) {
    lock.lock();
    try {
      delivery = work;
    } finally {
      lock.unlock();
    }
    if (!pause()) {
      throw new CancellationException();
    }
  }

  /** Program: whether it must end. */
  boolean isCancelled() {
    lock.lock();
    try {
      return cancelled;
    } finally {
      lock.unlock();
    }
  }

  private void joinUninterruptibly() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean hasEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  private Runnable giveTurn() {
    lock.lock();
    try {
      if (ended || cancelled) {
        return null;
      }
      programsTurn = true;
      if (!started) {
        started = true;
        thread.start();
      }
      changed.signalAll();
      while (programsTurn && !ended) {
        changed.awaitUninterruptibly();
      }
      Runnable delivered = delivery;
      delivery = null;
      return ended ? null : delivered;
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
