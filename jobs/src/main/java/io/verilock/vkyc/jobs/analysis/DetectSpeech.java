package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.models.speech.VoiceActivityDetector;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts the windows of a recording that hold speech. Per session it keeps the detector's memory
 * from piece to piece, until the recording ends.
 */
final class DetectSpeech extends KeyedProcessFunction<String, AudioPiece, SessionFact> {
  static final String UID = "detect-speech";
  private static final long serialVersionUID = 1;
  private static final ValueStateDescriptor<float[]> MEMORY =
      new ValueStateDescriptor<>("detector-memory", float[].class);

  private final BorrowedModels models;
  private transient ValueState<float[]> memory;

  DetectSpeech(ModelSource source) {
    this.models = new BorrowedModels(source);
  }

  @Override
  public void open(OpenContext context) throws Exception {
    models.open();
    memory = getRuntimeContext().getState(MEMORY);
  }

  @Override
  public void processElement(AudioPiece piece, Context context, Collector<SessionFact> out)
      throws Exception {
    if (piece.samples() == null) {
      memory.clear();
      return;
    }
    Optional<VoiceActivityDetector> detector = models.get().voiceActivity();
    out.collect(
        detector.isPresent()
            ? new SessionFact.Speech(piece.sessionId(), count(detector.get(), piece))
            : new SessionFact.Unheard(piece.sessionId()));
  }

  @Override
  public void close() {
    models.close();
  }

  private int count(VoiceActivityDetector detector, AudioPiece piece) throws Exception {
    float[] state = memory.value();
    if (state == null) {
      state = new float[detector.stateLength()];
    }
    int windows = detector.speechWindows(piece.samples(), state);
    memory.update(state);
    return windows;
  }
}
