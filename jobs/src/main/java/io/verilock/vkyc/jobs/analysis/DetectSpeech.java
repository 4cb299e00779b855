package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.decision.SpeechCheck;
import io.verilock.vkyc.jobs.speech.AskedPhrase;
import io.verilock.vkyc.jobs.speech.PhraseWindow;
import io.verilock.vkyc.jobs.speech.SpeechCutter;
import io.verilock.vkyc.jobs.speech.SpeechProgress;
import io.verilock.vkyc.jobs.speech.Utterance;
import io.verilock.vkyc.models.ModelSet;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Counts the windows of a recording that hold speech, and cuts out what a speech model is to listen
 * to. Per session it keeps the detector's memory from piece to piece and the sound of the utterance
 * that is open and of the sentence that is asked for, at most {@link
 * io.verilock.vkyc.models.speech.Dictation#LONGEST_SAMPLES} of each, until the recording ends.
 */
final class DetectSpeech extends KeyedProcessFunction<String, AudioPiece, SessionFact> {
  static final String UID = "detect-speech";
  static final OutputTag<SpokenUtterance> UTTERANCES =
      new OutputTag<>(UID + "-utterances", Types.SPOKEN_UTTERANCE);
  private static final long serialVersionUID = 1;
  private static final ValueStateDescriptor<SpeechProgress> PROGRESS =
      new ValueStateDescriptor<>("speech-progress", SpeechProgress.class);

  private final BorrowedModels models;
  private transient ValueState<SpeechProgress> progress;
  private transient SpeechCutter cutter;

  DetectSpeech(ModelSource source) {
    this.models = new BorrowedModels(source);
  }

  @Override
  public void open(OpenContext context) throws Exception {
    cutter = new SpeechCutter(models.open().voiceActivity());
    progress = getRuntimeContext().getState(PROGRESS);
  }

  @Override
  public void processElement(AudioPiece piece, Context context, Collector<SessionFact> out)
      throws Exception {
    if (piece.abandoned()) {
      progress.clear();
      return;
    }
    String sessionId = piece.sessionId();
    String obstacle = obstacle(piece.language(), models.get());
    Consumer<Utterance> utterances =
        piece.language() == null || obstacle != null
            ? null
            : cut ->
                context.output(
                    UTTERANCES,
                    new SpokenUtterance(sessionId, piece.take(), piece.language(), cut, null));
    boolean listens = models.get().voiceActivity().isPresent();
    SpeechProgress heard = progress.value();
    if (heard == null) {
      heard = new SpeechProgress();
    }
    AskedPhrase phrase = piece.phrase();
    Consumer<short[]> window =
        sound ->
            context.output(
                UTTERANCES,
                new SpokenUtterance(
                    sessionId,
                    piece.take(),
                    piece.language(),
                    new Utterance(0, phrase.fromMillis(), sound),
                    phrase.text()));
    if (piece.samples() == null) {
      cutter.end(heard, utterances);
      if (phrase != null) {
        PhraseWindow.end(heard, window);
      }
      out.collect(
          new SessionFact.SoundEnded(
              sessionId,
              piece.take(),
              heard.utterances,
              heard.cut,
              obstacle,
              phrase != null,
              heard.levels));
      progress.clear();
      return;
    }
    if (phrase != null) {
      PhraseWindow.hear(piece.samples(), heard, phrase, window);
    }
    int before = heard.speechWindows;
    cutter.hear(piece.samples(), heard, utterances);
    if (listens || utterances != null || phrase != null) {
      progress.update(heard);
    }
    out.collect(
        listens
            ? new SessionFact.Speech(sessionId, piece.take(), heard.speechWindows - before)
            : new SessionFact.Unheard(sessionId, piece.take()));
  }

  /** Why nobody writes down what is said in a language; null where somebody does, or need not. */
  private static String obstacle(String language, ModelSet models) {
    if (language == null || models.dictation(language).isPresent()) {
      return null;
    }
    return models.dictations().isEmpty()
        ? SpeechCheck.TRANSCRIPT_NOT_AVAILABLE
        : SpeechCheck.NO_DICTATION_FOR_LANGUAGE;
  }

  @Override
  public void close() {
    models.close();
  }
}
