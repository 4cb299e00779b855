package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.decision.SpokenPiece;
import io.verilock.vkyc.jobs.speech.PhraseJudge;
import io.verilock.vkyc.jobs.speech.Utterance;
import io.verilock.vkyc.models.speech.Dictated;
import io.verilock.vkyc.models.speech.Dictation;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Asks the speech models about sound, one piece at a time on a thread of its own: frames never wait
 * for words. Keeps nothing but the utterances that wait, at most {@link #WAITING} of them.
 */
final class ListenToSpeech extends RichAsyncFunction<SpokenUtterance, SessionFact> {
  static final String UID = "listen-to-speech";

  /** Some 12 MB of sound where all are as long as they may be. */
  static final int WAITING = 32;

  private static final long serialVersionUID = 1;

  private final BorrowedModels models;
  private transient ExecutorService thread;

  ListenToSpeech(ModelSource source) {
    this.models = new BorrowedModels(source);
  }

  @Override
  public void open(OpenContext context) throws Exception {
    models.open();
    thread = Executors.newSingleThreadExecutor(task -> new Thread(task, UID));
  }

  @Override
  public void asyncInvoke(SpokenUtterance spoken, ResultFuture<SessionFact> result) {
    thread.execute(
        () -> {
          try {
            result.complete(List.of(heard(spoken)));
          } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
          }
        });
  }

  private SessionFact heard(SpokenUtterance spoken) {
    return spoken.phrase() == null
        ? written(spoken)
        : new SessionFact.PhraseHeard(
            spoken.sessionId(),
            spoken.take(),
            PhraseJudge.judge(
                models.get(), spoken.language(), spoken.phrase(), spoken.utterance().samples()));
  }

  private SessionFact written(SpokenUtterance spoken) {
    // A task that was restored may have another set of models than the one that cut the utterance.
    Dictation dictation = models.get().dictation(spoken.language()).orElse(null);
    Utterance utterance = spoken.utterance();
    Dictated dictated =
        dictation == null
            ? new Dictated("", 0)
            : dictation.dictate(utterance.samples(), spoken.language());
    return new SessionFact.Said(
        spoken.sessionId(),
        spoken.take(),
        SpokenPiece.of(utterance.index(), utterance.fromMillis(), utterance.toMillis(), dictated));
  }

  @Override
  public void close() throws Exception {
    if (thread != null) {
      thread.shutdownNow();
      // The networks must not be closed under a run.
      thread.awaitTermination(1, TimeUnit.MINUTES);
    }
    models.close();
  }
}
