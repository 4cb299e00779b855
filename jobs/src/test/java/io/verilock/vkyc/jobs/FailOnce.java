package io.verilock.vkyc.jobs;

import io.verilock.vkyc.jobs.io.RawRecord;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;

/** Fails the job once, some records after its first checkpoint. */
public final class FailOnce extends RichMapFunction<RawRecord, RawRecord>
    implements CheckpointListener {
  private static final long serialVersionUID = 1;
  private static final AtomicBoolean CHECKPOINTED = new AtomicBoolean();
  private static final AtomicInteger SEEN_SINCE = new AtomicInteger();
  public static final AtomicInteger FAILURES = new AtomicInteger();
  private static final int RECORDS_AFTER_CHECKPOINT = 3;

  public FailOnce() {
    CHECKPOINTED.set(false);
    SEEN_SINCE.set(0);
    FAILURES.set(0);
  }

  @Override
  public RawRecord map(RawRecord record) {
    if (CHECKPOINTED.get()
        && SEEN_SINCE.incrementAndGet() > RECORDS_AFTER_CHECKPOINT
        && FAILURES.compareAndSet(0, 1)) {
      throw new IllegalStateException("failing once, on purpose");
    }
    return record;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    CHECKPOINTED.set(true);
  }
}
