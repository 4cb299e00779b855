package io.verilock.vkyc.jobs.io;

import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Steps of a graph that every job has. */
public final class Steps {
  private Steps() {}

  /** Gives an operator its uid, which is its name, too. */
  public static <T> SingleOutputStreamOperator<T> named(
      SingleOutputStreamOperator<T> operator, String uid) {
    return operator.uid(uid).name(uid);
  }

  /**
   * Reads the records of a topic keyed by session; what cannot be read, or breaks the rule, is a
   * dead letter beside them.
   *
   * @param type of the records with where they came from
   */
  public static <T extends SpecificRecord> SingleOutputStreamOperator<Received<T>> parsed(
      DataStream<RawRecord> raw,
      String uid,
      Topic<T> topic,
      TypeInformation<Received<T>> type,
      RecordRule<T> rule) {
    return named(raw.process(new ParseRecords<>(uid, topic, rule)).returns(type), uid);
  }

  /** Records to write, each to its topic and under its key. */
  public static <T extends SpecificRecord> SingleOutputStreamOperator<Outgoing> encoded(
      DataStream<T> records, Topic<T> topic, String uid) {
    return named(records.map(record -> Outgoing.of(topic, record)).returns(Outgoing.class), uid);
  }

  /** Dead letters to write, counted. */
  public static DataStream<Outgoing> counted(DataStream<DeadLetter> letters) {
    return named(letters.map(new WriteDeadLetters()), WriteDeadLetters.UID);
  }
}
