package io.verilock.vkyc.jobs.io;

import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.Topics;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;

/** Encodes dead letters, and counts them so that someone can be woken. */
public final class WriteDeadLetters extends RichMapFunction<DeadLetter, Outgoing> {
  public static final String UID = "write-dead-letters";
  private static final long serialVersionUID = 1;

  private transient Counter letters;

  @Override
  public void open(OpenContext context) {
    letters = getRuntimeContext().getMetricGroup().counter("deadLetters");
  }

  @Override
  public Outgoing map(DeadLetter letter) {
    letters.inc();
    return Outgoing.of(Topics.DEAD_LETTERS, letter);
  }
}
