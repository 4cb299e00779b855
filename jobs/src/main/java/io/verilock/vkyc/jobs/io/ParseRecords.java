package io.verilock.vkyc.jobs.io;

import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.Ids;
import io.verilock.vkyc.schemas.Topic;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Decodes the records of one topic; what cannot be decoded, or is not valid, is a dead letter. */
public final class ParseRecords<T extends SpecificRecord>
    extends ProcessFunction<RawRecord, Received<T>> {
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("parse-records-dead-letters", TypeInformation.of(DeadLetter.class));
  private static final long serialVersionUID = 1;

  private final String uid;
  private final Topic<T> topic;
  private final RecordRule<T> rule;

  /** Decodes the records of a topic keyed by session, under the operator's uid. */
  public ParseRecords(String uid, Topic<T> topic, RecordRule<T> rule) {
    this.uid = uid;
    this.topic = topic;
    this.rule = rule;
  }

  @Override
  public void processElement(RawRecord raw, Context context, Collector<Received<T>> out) {
    if (raw.value() == null) {
      giveUp(DeadLetterCode.RECORD_UNREADABLE, raw, null, "the record has no value", context);
      return;
    }
    T record;
    try {
      record = topic.decode(raw.value());
    } catch (IOException e) {
      giveUp(DeadLetterCode.RECORD_UNREADABLE, raw, null, e.getMessage(), context);
      return;
    }
    String sessionId = topic.key(record);
    Optional<String> badId = Ids.fault("session_id", sessionId);
    if (badId.isPresent()) {
      giveUp(DeadLetterCode.RECORD_INVALID, raw, null, badId.get(), context);
      return;
    }
    String fault = rule.fault(record);
    if (fault != null) {
      giveUp(DeadLetterCode.RECORD_INVALID, raw, sessionId, fault, context);
      return;
    }
    out.collect(
        new Received<>(record, raw.topic(), raw.partition(), raw.offset(), raw.timestampMillis()));
  }

  private void giveUp(
      DeadLetterCode code, RawRecord raw, String sessionId, String reason, Context context) {
    context.output(
        DEAD_LETTERS,
        code.letter(uid, raw.topic(), raw.partition(), raw.offset(), sessionId, reason));
  }
}
