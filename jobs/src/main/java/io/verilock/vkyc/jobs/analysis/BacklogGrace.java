package io.verilock.vkyc.jobs.analysis;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.streaming.api.TimerService;

/**
 * Keeps deadlines from ending sessions whose records lie unread in Kafka: what fell due while the
 * job was down is due a while after it is up again.
 */
final class BacklogGrace implements Serializable {
  private static final long serialVersionUID = 1;

  private final long graceMillis;
  private transient boolean started;
  private transient long startedAt;

  BacklogGrace(Duration grace) {
    this.graceMillis = grace.toMillis();
  }

  /** To be called with each element and timer: the first call of a run starts the grace. */
  void start(TimerService timers) {
    if (!started) {
      started = true;
      startedAt = timers.currentProcessingTime();
    }
  }

  /** Whether a deadline has to wait; if so, a timer is set for the grace's end. */
  boolean postpones(TimerService timers) {
    start(timers);
    long end = startedAt + graceMillis;
    if (timers.currentProcessingTime() >= end) {
      return false;
    }
    timers.registerProcessingTimeTimer(end);
    return true;
  }
}
