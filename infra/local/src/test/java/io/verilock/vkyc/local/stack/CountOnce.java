package io.verilock.vkyc.local.stack;

import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.jobs.io.RawRecord;
import io.verilock.vkyc.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Numbers the records it sees, and fails once between two checkpoints: a number that is missing or
 * there twice shows that something was lost or repeated.
 */
final class CountOnce extends KeyedProcessFunction<Integer, RawRecord, Outgoing>
    implements CheckpointListener {
  static final AtomicBoolean FAILED = new AtomicBoolean();
  private static final AtomicBoolean CHECKPOINTED = new AtomicBoolean();
  private static final long serialVersionUID = 1;

  private transient ValueState<Long> seen;

  CountOnce() {
    FAILED.set(false);
    CHECKPOINTED.set(false);
  }

  @Override
  public void open(OpenContext context) {
    seen = getRuntimeContext().getState(new ValueStateDescriptor<>("seen", Types.LONG));
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<Outgoing> out)
      throws Exception {
    long number = seen.value() == null ? 1 : seen.value() + 1;
    seen.update(number);
    String text = Long.toString(number);
    out.collect(new Outgoing(Topics.RESULTS.name(), text, text.getBytes(StandardCharsets.UTF_8)));
    if (CHECKPOINTED.get() && FAILED.compareAndSet(false, true)) {
      throw new IllegalStateException("failing once, on purpose");
    }
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    CHECKPOINTED.set(true);
  }
}
