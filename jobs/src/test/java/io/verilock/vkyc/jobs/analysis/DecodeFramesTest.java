package io.verilock.vkyc.jobs.analysis;

import static io.verilock.vkyc.jobs.analysis.Records.SESSION;
import static io.verilock.vkyc.testing.Colours.RED;
import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.decision.RecordingEvidence;
import io.verilock.vkyc.jobs.media.MediaLimits;
import io.verilock.vkyc.recordings.RecordingSettings.Layout;
import io.verilock.vkyc.recordings.RecordingSettings.Video;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DecodeFramesTest {
  private static final int SECONDS = 20;
  private static final double FRAME_RATE = 5;
  private static final int OPEN_DECODERS = 4;

  private static final byte[] WEBM_CLIP =
      Clips.clip(Layout.WEBM_LIVE, Video.VP8, RED, SECONDS, false);
  private static final byte[] MP4_CLIP =
      Clips.clip(Layout.MP4_FRAGMENTED, Video.H264, RED, SECONDS, false);

  /** Containers that are decoded as they arrive. */
  enum Streamed {
    WEBM,
    MP4;

    private byte[] clip() {
      return this == WEBM ? WEBM_CLIP : MP4_CLIP;
    }
  }

  private KeyedOneInputStreamOperatorTestHarness<String, FetchedChunk, Frame> operator;

  @BeforeEach
  void open() throws Exception {
    operator = harness(MediaLimits.DEFAULTS, OPEN_DECODERS);
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
    assertThat(decoderThreads()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void framesLeaveWhileTheRecordingIsUploaded(Streamed streamed) throws Exception {
    List<FetchedChunk> chunks = chunks(SESSION, streamed.clip(), 8);
    receive(chunks.subList(0, 7));
    assertThat(frames()).hasSizeGreaterThan(5);

    receive(chunks.subList(7, 8));

    assertThat(frames())
        .extracting(Frame::index)
        .containsExactlyElementsOf(upTo((int) (SECONDS * FRAME_RATE)));
    assertThat(frames()).allMatch(frame -> frame.sessionId().equals(SESSION));
    assertThat(recordings()).singleElement().isEqualTo(streamed.clip());
  }

  @ParameterizedTest
  @EnumSource
  void anEndedRecordingIsDescribed(Streamed streamed) throws Exception {
    receive(chunks(SESSION, streamed.clip(), 3));

    RecordingEvidence evidence = evidence();
    assertThat(evidence.error()).isNull();
    assertThat(evidence.frames()).isEqualTo(frames().size());
    assertThat(evidence.audio()).isEqualTo("decoded");
    assertThat(evidence.durationMicros()).isBetween(19_900_000L, 20_100_000L);
    assertThat(evidence.kept()).isTrue();
    List<AudioPiece> audio = side(DecodeFrames.AUDIO);
    assertThat(audio).hasSize(evidence.audioPieces() + 1);
    assertThat(audio).last().isEqualTo(AudioPiece.end(SESSION, 1, "en", null));
    assertThat(audio).extracting(AudioPiece::language).containsOnly("en");
    assertThat(operator.extractOutputValues()).last().isEqualTo(Frame.end(SESSION));
  }

  @ParameterizedTest
  @CsvSource({"WEBM,1", "WEBM,4", "WEBM,9", "MP4,1", "MP4,4", "MP4,9"})
  void afterARestoreExactlyTheRemainingFramesLeave(Streamed streamed, int cut) throws Exception {
    List<FetchedChunk> chunks = chunks(SESSION, streamed.clip(), 10);
    receive(chunks);
    List<String> whole = lines(frames());
    List<String> wholeAudio = audioLines();

    operator.close();
    operator = harness(MediaLimits.DEFAULTS, OPEN_DECODERS);
    operator.open();
    receive(chunks.subList(0, cut));
    List<String> before = lines(frames());
    List<String> beforeAudio = audioLines();
    OperatorSubtaskState snapshot = operator.snapshot(1, 1);
    // What leaves after the snapshot is lost with the crash, and has to leave again.
    receive(chunks.subList(cut, cut + 1));
    operator.close();

    operator = harness(MediaLimits.DEFAULTS, OPEN_DECODERS);
    operator.initializeState(snapshot);
    operator.open();
    receive(chunks.subList(cut, chunks.size()));

    List<String> together = new ArrayList<>(before);
    together.addAll(lines(frames()));
    assertThat(together).isEqualTo(whole);
    List<String> togetherAudio = new ArrayList<>(beforeAudio);
    togetherAudio.addAll(audioLines());
    assertThat(togetherAudio).isEqualTo(wholeAudio);
    assertThat(recordings()).singleElement().isEqualTo(streamed.clip());
    assertThat(evidence().frames()).isEqualTo(whole.size());
  }

  @Test
  void sessionsBeyondTheOpenDecodersAreDecodedAtTheirLastChunk() throws Exception {
    List<FetchedChunk> chunks = chunks("alone", WEBM_CLIP, 6);
    receive(chunks);
    List<String> alone = lines(frames());
    operator.getOutput().clear();

    int sessions = OPEN_DECODERS + 2;
    for (int round = 0; round < chunks.size(); round++) {
      // The last ones first, so that those that wait for a decoder end while none is free.
      boolean end = round == chunks.size() - 1;
      for (int i = 0; i < sessions; i++) {
        int session = end ? sessions - 1 - i : i;
        receive(chunks("s" + session, WEBM_CLIP, 6).subList(round, round + 1));
      }
      if (round == chunks.size() - 2) {
        assertThat(decoderThreads()).isEqualTo(OPEN_DECODERS);
        assertThat(framesOf("s0")).isNotEmpty();
        assertThat(framesOf("s" + (sessions - 1))).isEmpty();
      }
    }

    for (int session = 0; session < sessions; session++) {
      assertThat(framesOf("s" + session)).as("s%d", session).isEqualTo(alone);
    }
    assertThat(recordings()).hasSize(sessions + 1).allSatisfy(DecodeFramesTest::isTheClip);
  }

  @Test
  void aDecoderThatIsFreeAgainIsTaken() throws Exception {
    operator.close();
    operator = harness(MediaLimits.DEFAULTS, 1);
    operator.open();
    List<FetchedChunk> first = chunks("first", WEBM_CLIP, 6);
    List<FetchedChunk> second = chunks("second", WEBM_CLIP, 6);
    receive(first.subList(0, 3));
    receive(second.subList(0, 3));
    assertThat(framesOf("second")).isEmpty();
    receive(first.subList(3, 6));

    receive(second.subList(3, 5));

    assertThat(framesOf("second")).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anErrorInTheMiddleEndsDecodingButNotTheUpload(Streamed streamed) throws Exception {
    operator.close();
    operator = harness(new MediaLimits(256 << 20, limit(SECONDS / 4), 3840 * 2160, 1_000), 4);
    operator.open();
    List<FetchedChunk> chunks = chunks(SESSION, streamed.clip(), 8);
    receive(chunks.subList(0, 7));
    int given = frames().size();
    assertThat(decoderThreads()).as("the failed decoder is closed at once").isZero();
    receive(chunks.subList(7, 8));

    assertThat(frames()).hasSize(given);
    assertThat(evidence().error()).isEqualTo("duration_too_long");
    assertThat(evidence().frames()).isEqualTo(given);
    assertThat(evidence().kept()).isTrue();
    assertThat(recordings()).singleElement().isEqualTo(streamed.clip());
    assertNothingHeld();
  }

  @Test
  void theSessionsOwnLimitIsKeptTo() throws Exception {
    List<FetchedChunk> chunks = chunks(SESSION, WEBM_CLIP, 5, 1);
    receive(chunks);

    assertThat(evidence().error()).isEqualTo("duration_too_long");
  }

  @Test
  void noiseIsNamedAndHandedOnByteForByte() throws Exception {
    byte[] noise = new byte[4_000];
    new Random(5).nextBytes(noise);
    receive(chunks(SESSION, noise, 4));

    assertThat(frames()).isEmpty();
    assertThat(evidence().error()).isEqualTo("container_not_supported");
    assertThat(evidence().audio()).isEqualTo("none");
    assertThat(recordings()).singleElement().isEqualTo(noise);
    assertNothingHeld();
  }

  @Test
  void aTooLargeRecordingIsNotKept() throws Exception {
    operator.close();
    int most = WEBM_CLIP.length / 2;
    operator = harness(new MediaLimits(most, limit(60), 3840 * 2160, 1_000), OPEN_DECODERS);
    operator.open();
    List<FetchedChunk> chunks = chunks(SESSION, WEBM_CLIP, 8);
    receive(chunks.subList(0, 7));
    assertThat(decoderThreads()).isZero();
    assertThat(operator.numKeyedStateEntries()).as("only the progress is kept").isOne();
    receive(chunks.subList(7, 8));

    assertThat(evidence().error()).isEqualTo("recording_too_large");
    assertThat(evidence().kept()).isFalse();
    assertThat(recordings()).isEmpty();
    assertNothingHeld();
  }

  @Test
  void aMissingChunkEndsTheRecording() throws Exception {
    List<FetchedChunk> chunks = chunks(SESSION, WEBM_CLIP, 6);
    receive(chunks.subList(0, 2));
    int given = frames().size();
    receive(List.of(missing(chunks.get(2))));
    assertThat(decoderThreads()).isZero();
    receive(chunks.subList(3, 6));

    assertThat(frames()).hasSize(given);
    assertThat(evidence().error()).isEqualTo("chunk_unavailable");
    assertThat(evidence().kept()).isFalse();
    assertThat(recordings()).isEmpty();
    assertNothingHeld();
  }

  @Test
  void aMissingLastChunkEndsTheRecordingToo() throws Exception {
    List<FetchedChunk> chunks = chunks(SESSION, WEBM_CLIP, 2);
    receive(chunks.subList(0, 1));
    receive(List.of(missing(chunks.get(1))));

    assertThat(evidence().error()).isEqualTo("chunk_unavailable");
    assertThat(operator.extractOutputValues()).last().isEqualTo(Frame.end(SESSION));
    assertNothingHeld();
  }

  @Test
  void anAbandonedSessionHoldsNoStateAndNoDecoder() throws Exception {
    receive(chunks(SESSION, WEBM_CLIP, 6).subList(0, 4));
    assertThat(operator.numKeyedStateEntries()).isPositive();
    assertThat(decoderThreads()).isOne();

    receive(List.of(new FetchedChunk.Abandoned(SESSION, false)));

    assertNothingHeld();
    assertThat(side(DecodeFrames.AUDIO)).last().isEqualTo(AudioPiece.abandoned(SESSION));
    assertThat(operator.extractOutputValues()).last().isEqualTo(Frame.end(SESSION));
    assertThat(side(DecodeFrames.RECORDINGS)).isEmpty();
    assertThat(side(DecodeFrames.FACTS)).isEmpty();
  }

  @Test
  void anErasedSessionsRecordingIsErasedToo() throws Exception {
    receive(chunks(SESSION, WEBM_CLIP, 1));
    receive(List.of(new FetchedChunk.Abandoned(SESSION, true)));

    assertThat(side(DecodeFrames.RECORDINGS)).last().isEqualTo(new Recording(SESSION, 0, null));
    assertNothingHeld();
  }

  @Test
  void anEndedSessionHoldsNoStateAndNoDecoder() throws Exception {
    receive(chunks(SESSION, MP4_CLIP, 6));

    assertNothingHeld();
  }

  @Test
  void aStoppedTaskLeavesNoDecoderBehind() throws Exception {
    for (int session = 0; session < OPEN_DECODERS; session++) {
      receive(chunks("s" + session, WEBM_CLIP, 2).subList(0, 1));
    }
    assertThat(decoderThreads()).isEqualTo(OPEN_DECODERS);

    operator.close();

    assertThat(decoderThreads()).isZero();
  }

  @Test
  void withoutAStoreNoRecordingIsHandedOn() throws Exception {
    operator.close();
    operator = harness(new DecodeFrames(MediaLimits.DEFAULTS, FRAME_RATE, OPEN_DECODERS, false));
    operator.open();
    receive(chunks(SESSION, WEBM_CLIP, 2));
    receive(List.of(new FetchedChunk.Abandoned(SESSION, true)));

    assertThat(side(DecodeFrames.RECORDINGS)).isEmpty();
    assertThat(evidence().kept()).isFalse();
  }

  private void receive(List<FetchedChunk> chunks) throws Exception {
    for (FetchedChunk chunk : chunks) {
      operator.processElement(chunk, 0);
    }
  }

  private static FetchedChunk missing(FetchedChunk chunk) {
    return new FetchedChunk.Missing(chunk.sessionId(), ((FetchedChunk.Piece) chunk).place());
  }

  private void assertNothingHeld() {
    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(decoderThreads()).isZero();
  }

  private RecordingEvidence evidence() {
    List<SessionFact> facts = side(DecodeFrames.FACTS);
    assertThat(facts).hasSize(1);
    return ((SessionFact.Decoded) facts.get(0)).recording();
  }

  private <T> List<T> side(OutputTag<T> tag) {
    var output = operator.getSideOutput(tag);
    return output == null ? List.of() : output.stream().map(StreamRecord::getValue).toList();
  }

  private List<byte[]> recordings() {
    List<byte[]> recordings = new ArrayList<>();
    for (Recording recording : side(DecodeFrames.RECORDINGS)) {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      for (byte[] piece : recording.pieces()) {
        whole.writeBytes(piece);
      }
      recordings.add(whole.toByteArray());
    }
    return recordings;
  }

  /** What left but for the word that no more comes. */
  private List<Frame> frames() {
    return operator.extractOutputValues().stream()
        .filter(frame -> frame.picture() != null)
        .toList();
  }

  private List<String> framesOf(String sessionId) {
    Predicate<Frame> ofSession = frame -> frame.sessionId().equals(sessionId);
    return lines(frames().stream().filter(ofSession).toList());
  }

  private List<String> audioLines() {
    return side(DecodeFrames.AUDIO).stream()
        .filter(piece -> piece.samples() != null)
        .map(piece -> piece.index() + " " + Arrays.hashCode(piece.samples()))
        .toList();
  }

  private static List<String> lines(List<Frame> frames) {
    return frames.stream()
        .map(
            frame ->
                "%d %d %d"
                    .formatted(
                        frame.index(),
                        frame.presentationTimeMicros(),
                        Arrays.hashCode(frame.picture().bgr())))
        .toList();
  }

  private static void isTheClip(byte[] recording) {
    assertThat(recording).isEqualTo(WEBM_CLIP);
  }

  private static List<Integer> upTo(int count) {
    List<Integer> numbers = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      numbers.add(number);
    }
    return numbers;
  }

  private static Duration limit(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static long decoderThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("media-decoder"))
        .count();
  }

  private static List<FetchedChunk> chunks(String sessionId, byte[] recording, int count) {
    return chunks(sessionId, recording, count, 0);
  }

  private static List<FetchedChunk> chunks(
      String sessionId, byte[] recording, int count, int maxDurationSeconds) {
    List<FetchedChunk> chunks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] bytes =
          Arrays.copyOfRange(
              recording, recording.length * i / count, recording.length * (i + 1) / count);
      ChunkPlace place = new ChunkPlace(1, i, i == count - 1, maxDurationSeconds, "en", null, 0, i);
      chunks.add(new FetchedChunk.Piece(sessionId, place, bytes));
    }
    return chunks;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, FetchedChunk, Frame> harness(
      MediaLimits limits, int openDecoders) throws Exception {
    return harness(new DecodeFrames(limits, FRAME_RATE, openDecoders, true));
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, FetchedChunk, Frame> harness(
      DecodeFrames decodeFrames) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(decodeFrames),
        FetchedChunk::sessionId,
        TypeInformation.of(String.class));
  }
}
