package io.verilock.vkyc.jobs.analysis;

import static io.verilock.vkyc.jobs.analysis.Records.chunk;
import static io.verilock.vkyc.jobs.analysis.Records.created;
import static io.verilock.vkyc.jobs.analysis.Records.ended;
import static io.verilock.vkyc.jobs.analysis.Records.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.io.Received;
import io.verilock.vkyc.jobs.speech.AskedPhrase;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.Prompt;
import io.verilock.vkyc.schemas.PromptKind;
import io.verilock.vkyc.schemas.SessionEvent;
import io.verilock.vkyc.schemas.SessionEventType;
import io.verilock.vkyc.schemas.SessionSettings;
import io.verilock.vkyc.schemas.VideoChunk;
import io.verilock.vkyc.schemas.VideoMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderChunksTest {
  private static final Duration EXPIRY = Duration.ofHours(1);
  private static final Duration ORPHAN_WAIT = Duration.ofMinutes(10);
  private static final Duration RETENTION = Duration.ofHours(24);
  private static final int EARLY_LIMIT = 8;

  private KeyedTwoInputStreamOperatorTestHarness<
          String, Received<VideoChunk>, Received<SessionEvent>, OrderedChunk>
      operator;

  @BeforeEach
  void open() throws Exception {
    operator = harness();
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void shuffledAndRepeatedChunksLeaveOnceAndInSequence() throws Exception {
    List<Integer> sequences = new ArrayList<>();
    for (int sequence = 0; sequence < 8; sequence++) {
      sequences.add(sequence);
      sequences.add(sequence);
    }
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(sequences, new Random(seed));
      try (var shuffled = harness()) {
        shuffled.open();
        shuffled.processElement2(created(), 0);
        for (int sequence : sequences) {
          shuffled.processElement1(chunk(sequence, sequence == 7), 0);
        }
        assertThat(sequences(shuffled.extractOutputValues()))
            .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(shuffled.getSideOutput(OrderChunks.DEAD_LETTERS)).isNull();
      }
    }
  }

  @Test
  void chunksOfASelfRecordedSessionSayWhatIsSpokenAndThoseOfACallDoNot() throws Exception {
    SessionSettings spanish = Records.settings();
    spanish.setVideoLanguage("es");
    spanish.setPrompts(
        List.of(
            new Prompt(PromptKind.look, 0L, 3_000L, null),
            new Prompt(PromptKind.phrase, 3_000L, 9_000L, "siete gatos azules")));
    for (SessionSettings settings : List.of(spanish, Records.call())) {
      boolean call = settings.getVideoMode() == VideoMode.live_agent;
      try (var fresh = harness()) {
        fresh.open();
        fresh.processElement2(Records.created(Records.SESSION, settings), 0);
        fresh.processElement1(chunk(0, false), 0);

        ChunkPlace place = ((OrderedChunk.Inline) fresh.extractOutputValues().get(0)).place();
        assertThat(place.language()).isEqualTo(call ? null : "es");
        assertThat(place.phrase())
            .isEqualTo(call ? null : new AskedPhrase("siete gatos azules", 3_000, 9_000));
      }
    }
  }

  @Test
  void aTakeReplacesTheOneBeforeWheneverItsChunksCome() throws Exception {
    SessionSettings asked = settings();
    asked.setPrompts(List.of(new Prompt(PromptKind.phrase, 3_000L, 9_000L, "siete gatos azules")));
    List<Received<?>> news =
        new ArrayList<>(
            List.of(
                created(),
                Records.retaken(2, asked),
                takeChunk(1, 0),
                takeChunk(1, 1),
                takeChunk(1, 3),
                takeChunk(2, 0),
                takeChunk(2, 1),
                takeChunk(2, 2)));
    for (int seed = 0; seed < 50; seed++) {
      Collections.shuffle(news, new Random(seed));
      try (var fresh = harness()) {
        fresh.open();
        for (Received<?> next : news) {
          give(next, fresh);
        }

        List<OrderedChunk> passed = fresh.extractOutputValues();
        List<OrderedChunk> whole = passed.subList(passed.size() - 3, passed.size());
        assertThat(sequences(whole)).containsExactly(0, 1, 2);
        assertThat(whole)
            .extracting(chunk -> ((OrderedChunk.Inline) chunk).place())
            .allSatisfy(
                place -> {
                  assertThat(place.take()).isEqualTo(2);
                  assertThat(place.phrase().text()).isEqualTo("siete gatos azules");
                });
        if (passed.size() > 3) {
          assertThat(passed.get(passed.size() - 4))
              .isEqualTo(new OrderedChunk.Abandoned(Records.SESSION, false));
        }
        assertThat(fresh.getSideOutput(OrderChunks.DEAD_LETTERS)).isNull();
        assertThat(fresh.getSideOutput(OrderChunks.FACTS))
            .extracting(record -> ((SessionFact.Upload) record.getValue()).milestone())
            .containsExactly(Milestone.STARTED, Milestone.RECEIVED);
        assertThat(fresh.getSideOutput(OrderChunks.FACTS))
            .last()
            .extracting(record -> ((SessionFact.Upload) record.getValue()).chunks().records())
            .isEqualTo(3);
      }
    }
  }

  @Test
  void aTakeThatBeganBeforeBeginsNothingAnew() throws Exception {
    operator.processElement2(created(), 0);
    operator.processElement2(Records.retaken(3, settings()), 0);
    operator.processElement1(chunk(3, 0, new byte[1], false), 0);
    operator.processElement2(Records.retaken(2, settings()), 0);
    operator.processElement2(Records.retaken(3, settings()), 0);
    operator.processElement1(chunk(3, 1, new byte[1], true), 0);

    assertThat(sequences(operator.extractOutputValues())).containsExactly(0, 1);
    assertThat(milestones()).containsExactly(Milestone.STARTED, Milestone.RECEIVED);
  }

  @Test
  void chunksOfATakeThatNeverBeginsAreDeadLetters() throws Exception {
    operator.processElement2(created(), 0);
    operator.processElement1(chunk(2, 0, new byte[1], true), 0);
    operator.processElement1(chunk(0, true), 0);

    assertThat(sequences(operator.extractOutputValues())).containsExactly(0);
    operator.setProcessingTime(1_000 + RETENTION.toMillis());
    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(codes()).containsExactly("session_ended");
  }

  @Test
  void chunksWaitForTheirSession() throws Exception {
    operator.processElement1(chunk(1, true), 0);
    operator.processElement1(chunk(0, false), 0);
    assertThat(operator.extractOutputValues()).isEmpty();

    operator.processElement2(created(), 0);

    assertThat(sequences(operator.extractOutputValues())).containsExactly(0, 1);
    assertThat(milestones()).containsExactly(Milestone.STARTED, Milestone.RECEIVED);
  }

  @Test
  void chunksOfASessionThatIsNeverCreatedAreDeadLetters() throws Exception {
    operator.processElement1(chunk(0, false), 0);
    operator.setProcessingTime(ORPHAN_WAIT.toMillis());

    assertThat(codes()).containsExactly("session_unknown");
    assertThat(operator.numKeyedStateEntries()).isZero();
  }

  @Test
  void aChunkAfterTheLastIsADeadLetter() throws Exception {
    operator.processElement2(created(), 0);
    operator.processElement1(chunk(3, false), 0);
    operator.processElement1(chunk(1, true), 0);
    operator.processElement1(chunk(0, false), 0);
    operator.processElement1(chunk(2, false), 0);

    assertThat(sequences(operator.extractOutputValues())).containsExactly(0, 1);
    assertThat(codes()).containsExactly("chunk_after_last", "chunk_after_last");
  }

  @Test
  void chunksTooFarAheadAreDeadLetters() throws Exception {
    operator.processElement2(created(), 0);
    for (int sequence = 1; sequence <= EARLY_LIMIT + 1; sequence++) {
      operator.processElement1(chunk(sequence, false), 0);
    }
    assertThat(codes()).containsExactly("chunk_too_early");

    operator.processElement1(chunk(0, false), 0);
    assertThat(operator.extractOutputValues()).hasSize(EARLY_LIMIT + 1);
  }

  @Test
  void anUnfinishedSessionExpiresAndItsWaitingChunksAreDeadLetters() throws Exception {
    operator.processElement2(created(), 0);
    operator.processElement1(chunk(0, false), 0);
    operator.processElement1(chunk(2, true), 0);
    operator.setProcessingTime(1_000 + EXPIRY.toMillis());

    assertThat(milestones()).containsExactly(Milestone.STARTED, Milestone.EXPIRED);
    assertThat(operator.extractOutputValues())
        .last()
        .isEqualTo(new OrderedChunk.Abandoned(Records.SESSION, false));
    assertThat(codes()).containsExactly("session_ended");
  }

  @Test
  void aChunkStampedAfterTheExpiryIsADeadLetterHoweverLateTheClockIs() throws Exception {
    SessionSettings settings = settings();
    settings.setExpiresAt(Instant.ofEpochMilli(1_050));
    operator.processElement2(created(Records.SESSION, settings), 0);
    operator.processElement1(chunk(0, true), 0);

    assertThat(operator.extractOutputValues()).isEmpty();
    assertThat(codes()).containsExactly("session_ended");
  }

  @Test
  void aWholeSessionDoesNotExpire() throws Exception {
    operator.processElement2(created(), 0);
    operator.processElement1(chunk(0, true), 0);
    operator.setProcessingTime(1_000 + EXPIRY.toMillis());

    assertThat(milestones()).containsExactly(Milestone.STARTED, Milestone.RECEIVED);
  }

  @Test
  void chunksThatLayUnreadWhileTheJobWasDownStillCount() throws Exception {
    operator.processElement2(created(), 0);
    operator.processElement1(chunk(0, false), 0);
    OperatorSubtaskState snapshot = operator.snapshot(1, 1);
    operator.close();

    long up = 3 * EXPIRY.toMillis();
    operator = harness();
    operator.initializeState(snapshot);
    operator.open();
    operator.setProcessingTime(up);
    operator.processElement1(chunk(1, true), 0);
    assertThat(milestones()).containsExactly(Milestone.RECEIVED);
  }

  @Test
  void aSessionThatRanOutWhileTheJobWasDownExpiresAfterTheBacklog() throws Exception {
    operator.processElement2(created(), 0);
    operator.processElement1(chunk(0, false), 0);
    OperatorSubtaskState snapshot = operator.snapshot(1, 1);
    operator.close();

    long up = 3 * EXPIRY.toMillis();
    operator = harness();
    operator.initializeState(snapshot);
    operator.open();
    operator.setProcessingTime(up);
    operator.setProcessingTime(up + ORPHAN_WAIT.toMillis());
    assertThat(milestones()).containsExactly(Milestone.EXPIRED);
  }

  @Test
  void anEndedSessionHoldsNoState() throws Exception {
    operator.processElement2(created(), 0);
    operator.processElement1(chunk(0, true), 0);
    assertThat(operator.numKeyedStateEntries()).isPositive();

    operator.setProcessingTime(RETENTION.toMillis() + 2 * EXPIRY.toMillis());

    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.numProcessingTimeTimers()).isZero();
  }

  @Test
  void aDeletedSessionIsErasedDownstreamEvenAfterItsEnd() throws Exception {
    operator.processElement2(created(), 0);
    operator.processElement1(chunk(0, true), 0);
    operator.processElement2(ended(SessionEventType.deleted), 0);

    assertThat(operator.extractOutputValues())
        .last()
        .isEqualTo(new OrderedChunk.Abandoned(Records.SESSION, true));
  }

  @Test
  void aDeletedSessionIsErasedOnceMoreForWhatWasStoredMeanwhile() throws Exception {
    operator.processElement2(created(), 0);
    operator.processElement2(ended(SessionEventType.deleted), 0);
    operator.setProcessingTime(RETENTION.toMillis() + 2 * EXPIRY.toMillis());

    OrderedChunk erased = new OrderedChunk.Abandoned(Records.SESSION, true);
    assertThat(operator.extractOutputValues()).containsExactly(erased, erased);
    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.numProcessingTimeTimers()).isZero();
  }

  @Test
  void aCallNeedsTheEnterprisePlan() throws Exception {
    SessionSettings settings = settings();
    settings.setVideoMode(VideoMode.live_agent);
    operator.processElement2(created(Records.SESSION, settings), 0);
    operator.processElement1(chunk(0, true), 0);

    assertThat(operator.extractOutputValues()).isEmpty();
    assertThat(codes()).containsExactly("session_ended");
  }

  @Test
  void whatAPageTellsOfItsCameraGoesWithTheEndOfTheRecording() throws Exception {
    Received<VideoChunk> last = chunk(1, true);
    last.value().setCapture(Records.capture("Camera", 2_000));
    operator.processElement1(last, 0);
    operator.processElement2(created(), 0);
    operator.processElement1(chunk(0, false), 0);

    assertThat(facts())
        .extracting(SessionFact.Upload::capture)
        .containsExactly(null, Records.capture("Camera", 2_000));
  }

  @Test
  void goesOnAfterARestore() throws Exception {
    operator.processElement2(created(), 0);
    operator.processElement1(chunk(0, false), 0);
    operator.processElement1(chunk(2, true), 0);
    OperatorSubtaskState snapshot = operator.snapshot(1, 1);
    operator.close();

    operator = harness();
    operator.initializeState(snapshot);
    operator.open();
    operator.processElement1(chunk(0, false), 0);
    operator.processElement1(chunk(1, false), 0);

    assertThat(sequences(operator.extractOutputValues())).containsExactly(1, 2);
    SessionFact.Upload received = facts().get(facts().size() - 1);
    assertThat(received.chunks().toRange())
        .isEqualTo(new io.verilock.vkyc.schemas.InputRange("video.chunks", 0, 100L, 102L, 3));
  }

  private static Received<VideoChunk> takeChunk(int take, int sequence) {
    return chunk(take, sequence, new byte[1], take == 2 && sequence == 2);
  }

  @SuppressWarnings("unchecked") // told apart by what they hold
  private static void give(
      Received<?> next,
      KeyedTwoInputStreamOperatorTestHarness<
              String, Received<VideoChunk>, Received<SessionEvent>, OrderedChunk>
          to)
      throws Exception {
    if (next.value() instanceof VideoChunk) {
      to.processElement1((Received<VideoChunk>) next, 0);
    } else {
      to.processElement2((Received<SessionEvent>) next, 0);
    }
  }

  private static List<Integer> sequences(List<OrderedChunk> chunks) {
    return chunks.stream().map(chunk -> ((OrderedChunk.Inline) chunk).place().sequence()).toList();
  }

  private List<SessionFact.Upload> facts() {
    return operator.getSideOutput(OrderChunks.FACTS).stream()
        .map(fact -> (SessionFact.Upload) fact.getValue())
        .toList();
  }

  private List<Milestone> milestones() {
    return facts().stream().map(SessionFact.Upload::milestone).toList();
  }

  private List<String> codes() {
    return operator.getSideOutput(OrderChunks.DEAD_LETTERS).stream()
        .map(r -> r.getValue())
        .map(DeadLetter::getCode)
        .toList();
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, Received<VideoChunk>, Received<SessionEvent>, OrderedChunk>
      harness() throws Exception {
    KeyedTwoInputStreamOperatorTestHarness<
            String, Received<VideoChunk>, Received<SessionEvent>, OrderedChunk>
        made =
            new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(
                    new OrderChunks(EXPIRY, ORPHAN_WAIT, RETENTION, EARLY_LIMIT)),
                chunk -> chunk.value().getSessionId(),
                event -> event.value().getSessionId(),
                TypeInformation.of(String.class));
    made.setup(Types.ORDERED_CHUNK.createSerializer(new SerializerConfigImpl()));
    return made;
  }
}
