package io.verilock.vkyc.jobs.analysis;

import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** An open operator without state, and what left it. */
final class Harness<I, O> implements AutoCloseable {
  private final OneInputStreamOperatorTestHarness<I, O> operator;

  Harness(ProcessFunction<I, O> function, TypeInformation<O> output) throws Exception {
    operator = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(function));
    operator.setup(output.createSerializer(new SerializerConfigImpl()));
    operator.open();
  }

  /** What the operator makes of one more record. */
  List<O> process(I record) throws Exception {
    int before = operator.extractOutputValues().size();
    operator.processElement(record, 0);
    List<O> all = operator.extractOutputValues();
    return all.subList(before, all.size());
  }

  <T> List<T> side(OutputTag<T> tag) {
    var output = operator.getSideOutput(tag);
    return output == null ? List.of() : output.stream().map(StreamRecord::getValue).toList();
  }

  @Override
  public void close() throws Exception {
    operator.close();
  }
}
