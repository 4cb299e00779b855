package io.verilock.vkyc.jobs.io;

import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.WireFormat;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Decodes the records of one topic; what cannot be decoded, or is not valid, is a dead letter. */
public final class ParseRecords<T extends SpecificRecord>
    extends ProcessFunction<RawRecord, Received<T>> {
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("parse-records-dead-letters", TypeInformation.of(DeadLetter.class));
  private static final Pattern SESSION_ID = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");
  private static final long serialVersionUID = 1;

  private final String uid;
  private final Class<T> type;
  private final RecordRule<T> rule;
  private transient WireFormat<T> format;

  /** Decodes as {@code type}, under the operator's uid. */
  public ParseRecords(String uid, Class<T> type, RecordRule<T> rule) {
    this.uid = uid;
    this.type = type;
    this.rule = rule;
  }

  @Override
  public void open(OpenContext context) {
    format = new WireFormat<>(type);
  }

  @Override
  public void processElement(RawRecord raw, Context context, Collector<Received<T>> out) {
    if (raw.value() == null) {
      giveUp(DeadLetterCode.RECORD_UNREADABLE, raw, null, "the record has no value", context);
      return;
    }
    T record;
    try {
      record = format.decode(raw.value());
    } catch (IOException e) {
      giveUp(DeadLetterCode.RECORD_UNREADABLE, raw, null, e.getMessage(), context);
      return;
    }
    String sessionId = rule.sessionId(record);
    if (!SESSION_ID.matcher(sessionId).matches()) {
      String reason =
          "session_id is not 1 to 128 characters of A-Z a-z 0-9 . _ - with no dot in front";
      giveUp(DeadLetterCode.RECORD_INVALID, raw, null, reason, context);
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
