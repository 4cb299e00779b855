package io.verilock.vkyc.jobs.analysis;

import static io.verilock.vkyc.jobs.analysis.Records.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.decision.SoundLevels;
import io.verilock.vkyc.jobs.speech.AskedPhrase;
import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.pack.SharedModels;
import io.verilock.vkyc.models.speech.Dictation;
import io.verilock.vkyc.models.speech.VoiceActivityDetector;
import io.verilock.vkyc.testing.ColourModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DetectSpeechTest {
  private static final AtomicInteger OPEN_LEASES = new AtomicInteger();
  private static final int WINDOWS = 4;

  private final List<SessionFact> ended = new ArrayList<>();
  private KeyedOneInputStreamOperatorTestHarness<String, AudioPiece, SessionFact> operator;

  @BeforeEach
  void open() throws Exception {
    operator = harness(() -> lend(new Remembering()));
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
    assertThat(OPEN_LEASES).hasValue(0);
  }

  @Test
  void windowsAboveTheThresholdAreCounted() throws Exception {
    operator.close();
    operator = harness(ColourModels::lend);
    operator.open();
    short[] samples = new short[WINDOWS * VoiceActivityDetector.WINDOW];
    samples[1] = 1_000;
    samples[3 * VoiceActivityDetector.WINDOW + 1] = 1_000;

    operator.processElement(new AudioPiece(SESSION, 1, 3, samples, null, null), 0);

    assertThat(operator.extractOutputValues())
        .containsExactly(new SessionFact.Speech(SESSION, 1, 2));
  }

  @Test
  void theDetectorRemembersEachSessionFromPieceToPiece() throws Exception {
    receive("a", 0);
    receive("a", 1);
    receive("b", 0);
    receive("a", 2);

    assertThat(operator.extractOutputValues())
        .containsExactly(
            new SessionFact.Speech("a", 1, 0),
            new SessionFact.Speech("a", 1, WINDOWS),
            new SessionFact.Speech("b", 1, 0),
            new SessionFact.Speech("a", 1, WINDOWS));
  }

  @Test
  void theDetectorRemembersAfterARestore() throws Exception {
    receive("a", 0);
    OperatorSubtaskState snapshot = operator.snapshot(1, 1);
    operator.close();

    operator = harness(() -> lend(new Remembering()));
    operator.initializeState(snapshot);
    operator.open();
    receive("a", 1);

    assertThat(operator.extractOutputValues())
        .containsExactly(new SessionFact.Speech("a", 1, WINDOWS));
  }

  @Test
  void anEndedSessionHoldsNoState() throws Exception {
    receive("a", 0);
    assertThat(operator.numKeyedStateEntries()).isPositive();

    operator.processElement(AudioPiece.end("a", 1, null, null), 0);

    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.extractOutputValues())
        .last()
        .isEqualTo(
            new SessionFact.SoundEnded(
                "a",
                1,
                0,
                false,
                null,
                false,
                levels(new short[WINDOWS * VoiceActivityDetector.WINDOW])));
  }

  @Test
  void nobodyWaitsForTheSoundOfAnAbandonedSession() throws Exception {
    receive("a", 0);

    operator.processElement(AudioPiece.abandoned("a"), 0);

    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.extractOutputValues()).hasSize(1);
  }

  @Test
  void whatIsSaidIsCutOutAcrossPiecesAndARestore() throws Exception {
    use(ColourModels::lend);
    speak(0, 32);
    OperatorSubtaskState snapshot = operator.snapshot(1, 1);
    operator.close();
    operator = harness(ColourModels::lend);
    operator.initializeState(snapshot);
    operator.open();
    speak(1, 16);
    operator.processElement(AudioPiece.end(SESSION, 1, "en", null), 0);

    SpokenUtterance cut = utterances().get(0);
    assertThat(utterances()).hasSize(1);
    assertThat(cut.language()).isEqualTo("en");
    assertThat(cut.utterance().fromMillis()).isZero();
    assertThat(cut.utterance().samples()).hasSize(48 * VoiceActivityDetector.WINDOW);
    assertThat(operator.extractOutputValues())
        .last()
        .isEqualTo(
            new SessionFact.SoundEnded(
                SESSION, 1, 1, false, null, false, levels(tone(32), tone(16))));
  }

  @Test
  void whyNothingIsWrittenDownIsSaid() throws Exception {
    use(ColourModels::lend);
    operator.processElement(AudioPiece.end("a", 1, "fr", null), 0);
    operator.processElement(AudioPiece.end("b", 1, "en", null), 0);
    use(() -> lend(new Deaf()));
    operator.processElement(AudioPiece.end("c", 1, "en", null), 0);

    assertThat(ended)
        .containsExactly(
            new SessionFact.SoundEnded(
                "a", 1, 0, false, "no_dictation_for_language", false, SoundLevels.NONE),
            new SessionFact.SoundEnded("b", 1, 0, false, null, false, SoundLevels.NONE));
    assertThat(operator.extractOutputValues())
        .containsExactly(
            new SessionFact.SoundEnded(
                "c", 1, 0, false, "transcript_not_available", false, SoundLevels.NONE));
  }

  @Test
  void theSoundInWhichASentenceIsToBeSaidIsGivenAlsoWhereNobodyWritesDown() throws Exception {
    use(() -> lend(new Deaf()));
    AskedPhrase phrase = new AskedPhrase("siete gatos", 0, 2_000);
    operator.processElement(new AudioPiece(SESSION, 1, 0, tone(32), "es", phrase), 0);
    assertThat(utterances()).isEmpty();
    operator.processElement(AudioPiece.end(SESSION, 1, "es", phrase), 0);

    assertThat(utterances()).hasSize(1);
    assertThat(utterances().get(0).phrase()).isEqualTo("siete gatos");
    assertThat(utterances().get(0).utterance().samples())
        .hasSize(32 * VoiceActivityDetector.WINDOW);
    assertThat(operator.numKeyedStateEntries()).isZero();
  }

  @Test
  void nobodyWritesDownACall() throws Exception {
    use(ColourModels::lend);
    short[] samples = tone(32);
    operator.processElement(new AudioPiece(SESSION, 1, 0, samples, null, null), 0);
    operator.processElement(AudioPiece.end(SESSION, 1, null, null), 0);

    assertThat(utterances()).isEmpty();
    assertThat(operator.extractOutputValues())
        .containsExactly(
            new SessionFact.Speech(SESSION, 1, 32),
            new SessionFact.SoundEnded(SESSION, 1, 0, false, null, false, levels(tone(32))));
  }

  @Test
  void whereNothingListensPiecesAreSaidToBeUnheard() throws Exception {
    operator.close();
    operator = harness(() -> lend(new Deaf()));
    operator.open();
    receive("a", 0);

    assertThat(operator.extractOutputValues()).containsExactly(new SessionFact.Unheard("a", 1));
    assertThat(operator.numKeyedStateEntries()).isZero();
  }

  /** Goes on with other models; what came out before is kept in {@link #ended}. */
  private void use(ModelSource source) throws Exception {
    ended.addAll(operator.extractOutputValues());
    operator.close();
    operator = harness(source);
    operator.open();
  }

  private void speak(int index, int windows) throws Exception {
    operator.processElement(new AudioPiece(SESSION, 1, index, tone(windows), "en", null), 0);
  }

  private static short[] tone(int windows) {
    short[] samples = new short[windows * VoiceActivityDetector.WINDOW];
    java.util.Arrays.fill(samples, (short) 1_000);
    return samples;
  }

  private static SoundLevels levels(short[]... pieces) {
    SoundLevels levels = SoundLevels.NONE;
    for (short[] piece : pieces) {
      levels = levels.with(piece);
    }
    return levels;
  }

  private List<SpokenUtterance> utterances() {
    return operator.getSideOutput(DetectSpeech.UTTERANCES) == null
        ? List.of()
        : operator.getSideOutput(DetectSpeech.UTTERANCES).stream()
            .map(StreamRecord::getValue)
            .toList();
  }

  private void receive(String sessionId, int index) throws Exception {
    short[] samples = new short[WINDOWS * VoiceActivityDetector.WINDOW];
    operator.processElement(new AudioPiece(sessionId, 1, index, samples, null, null), 0);
  }

  private static SharedModels.Lease lend(ModelSet models) {
    OPEN_LEASES.incrementAndGet();
    return new SharedModels.Lease() {
      @Override
      public ModelSet models() {
        return models;
      }

      @Override
      public void close() {
        OPEN_LEASES.decrementAndGet();
      }
    };
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, AudioPiece, SessionFact> harness(
      ModelSource source) throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, AudioPiece, SessionFact> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new DetectSpeech(source)),
            AudioPiece::sessionId,
            TypeInformation.of(String.class));
    harness.setup(Types.FACT.createSerializer(new SerializerConfigImpl()));
    return harness;
  }

  /** Hears speech in all but a session's first piece. */
  private static final class Remembering extends ColourModels {
    @Override
    public Optional<VoiceActivityDetector> voiceActivity() {
      return Optional.of(
          new VoiceActivityDetector() {
            @Override
            public int stateLength() {
              return 2;
            }

            @Override
            public float[] probabilities(short[] samples, float[] state) {
              float[] probabilities = new float[samples.length / WINDOW];
              java.util.Arrays.fill(probabilities, state[1]);
              state[1] = 0.75f;
              return probabilities;
            }
          });
    }
  }

  private static final class Deaf extends ColourModels {
    @Override
    public List<Dictation> dictations() {
      return List.of();
    }

    @Override
    public Optional<VoiceActivityDetector> voiceActivity() {
      return Optional.empty();
    }
  }
}
