package io.verilock.vkyc.jobs.analysis;

import static io.verilock.vkyc.jobs.analysis.Records.SESSION;
import static io.verilock.vkyc.jobs.analysis.Records.call;
import static io.verilock.vkyc.jobs.analysis.Records.created;
import static io.verilock.vkyc.jobs.analysis.Records.ended;
import static io.verilock.vkyc.jobs.analysis.Records.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.verilock.vkyc.jobs.decision.DecisionPolicy;
import io.verilock.vkyc.jobs.decision.FaceQuality;
import io.verilock.vkyc.jobs.decision.FaceSighting;
import io.verilock.vkyc.jobs.decision.FrameEvidence;
import io.verilock.vkyc.jobs.decision.PhotoEvidence;
import io.verilock.vkyc.jobs.decision.Reason;
import io.verilock.vkyc.jobs.decision.RecordingEvidence;
import io.verilock.vkyc.jobs.decision.ScoringSettings;
import io.verilock.vkyc.jobs.decision.SoundLevels;
import io.verilock.vkyc.jobs.decision.SpokenPiece;
import io.verilock.vkyc.jobs.decision.TenantPolicies;
import io.verilock.vkyc.schemas.Capture;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import io.verilock.vkyc.schemas.LiveScore;
import io.verilock.vkyc.schemas.ObjectReference;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.Prompt;
import io.verilock.vkyc.schemas.PromptKind;
import io.verilock.vkyc.schemas.SessionEventType;
import io.verilock.vkyc.schemas.SessionSettings;
import io.verilock.vkyc.schemas.SessionStatus;
import io.verilock.vkyc.schemas.TimelineSecond;
import io.verilock.vkyc.schemas.Topics;
import io.verilock.vkyc.schemas.TranscriptPiece;
import io.verilock.vkyc.schemas.VideoMode;
import io.verilock.vkyc.schemas.VideoResult;
import io.verilock.vkyc.testing.ColourModels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JoinSessionTest {
  private static final FaceQuality GOOD = new FaceQuality(60, .4f, 9, .9f, 0, 0, 7.2f, 0, 0, 0, 0);
  private static final Duration ORPHAN_WAIT = Duration.ofMinutes(5);
  private static final Duration PHOTO_WAIT = Duration.ofMinutes(10);
  private static final Duration RETENTION = Duration.ofHours(24);
  private static final int FRAMES = 16;
  private static final TenantPolicies POLICIES =
      new TenantPolicies(
          DecisionPolicy.BUILT_IN,
          Map.of(
              "careful",
              new DecisionPolicy(new ScoringSettings(FRAMES + 1, 0.2), Map.of(), Map.of())));
  private static final ObjectReference STORED = new ObjectReference("s3a://bucket/x", 3L, "00");
  private static final ObjectReference COPY = new ObjectReference("s3a://bucket/y", 4L, "01");

  private KeyedOneInputStreamOperatorTestHarness<String, SessionFact, SessionUpdate> operator;

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
  void factsInAnyOrderGiveTheSameResult() throws Exception {
    List<SessionFact> facts = wholeSession(PhotoKind.selfie);
    receive(facts);
    VideoResult inOrder = completed(operator);
    assertThat(inOrder.getFaceMatchScore()).isEqualTo(100);
    assertThat(inOrder.getDurationSeconds()).isEqualTo(3);
    assertThat(inOrder.getRecording()).isEqualTo(STORED);
    assertThat(inOrder.getReviewCopy()).isEqualTo(COPY);
    assertThat(inOrder.getCapture()).isEqualTo(Capture.live);
    assertThat(check(inOrder, "source_integrity").getReasons()).containsExactly("virtual_camera");
    assertThat(inOrder.getTimeline())
        .extracting(TimelineSecond::getFromMs)
        .startsWith(40L, 1_040L)
        .hasSize((FRAMES + 4) / 5);
    assertThat(inOrder.getBestFrameMs()).isEqualTo(40);
    assertThat(inOrder.getTranscript()).isEqualTo("My name is Anna.");
    assertThat(inOrder.getTranscriptPieces())
        .containsExactly(
            new TranscriptPiece(100L, 1_800L, "My name", 0.9),
            new TranscriptPiece(2_000L, 2_900L, null, 0.2),
            new TranscriptPiece(2_900L, 3_100L, "is Anna.", 0.7));
    assertThat(check(inOrder, "speech").getReasons()).containsExactly("transcript_partial");
    assertThat(check(inOrder, "speech").getMeasures())
        .containsEntry("pieces", 3.0)
        .containsEntry("transcript_confidence", 0.8789);

    for (int seed = 0; seed < 20; seed++) {
      List<SessionFact> shuffled = new ArrayList<>(facts);
      Collections.shuffle(shuffled, new Random(seed));
      try (var other = harness()) {
        other.open();
        for (SessionFact fact : shuffled) {
          other.processElement(fact, 0);
        }
        assertThat(completed(other)).isEqualTo(inOrder);
      }
    }
  }

  @Test
  void aLaterTakeReplacesAnEarlierInWhateverOrderTheirFactsCome() throws Exception {
    SessionFact started =
        new SessionFact.Upload(SESSION, SessionFact.NO_TAKE, Milestone.STARTED, null);
    SessionSettings asked = settings(PhotoKind.selfie);
    asked.setPrompts(List.of(new Prompt(PromptKind.turn_left, 0L, 3_000L, null)));
    SessionFact.Event retaken = SessionFact.Event.of(Records.retaken(2, asked));
    List<SessionFact> facts = new ArrayList<>(List.of(photo(), retaken));
    facts.add(SessionFact.Event.of(created(PhotoKind.selfie)));
    facts.addAll(recording(2));
    for (int index = 0; index < FRAMES + 3; index++) {
      facts.addAll(frame(1, index, new float[] {0, 1}));
    }
    facts.add(new SessionFact.Speech(SESSION, 1, 500));
    facts.add(new SessionFact.Unheard(SESSION, 1));
    facts.add(new SessionFact.Said(SESSION, 1, new SpokenPiece(0, 0, 900, "Nobody", 0.9)));

    List<VideoResult> results = new ArrayList<>();
    for (int seed = 0; seed < 50; seed++) {
      Collections.shuffle(facts, new Random(seed));
      try (var other = harness()) {
        other.open();
        // It is told before the recording is whole, by the same operator.
        other.processElement(started, 0);
        for (SessionFact fact : facts) {
          other.processElement(fact, 0);
        }
        results.add(completed(other));
      }
    }
    assertThat(results)
        .allSatisfy(
            result -> {
              assertThat(result).isEqualTo(results.get(0));
              assertThat(result.getTake()).isEqualTo(2);
              assertThat(result.getFaceMatchScore()).isEqualTo(100);
              assertThat(result.getTranscript()).isEqualTo("My name is Anna.");
              assertThat(check(result, "head_turn_challenge").getReasons())
                  .containsExactly("head_turns_missing");
            });
  }

  @Test
  void aSessionIsScoredByWhatItsTenantWantsOfAVideo() throws Exception {
    for (String tenant : List.of("default", "careful")) {
      SessionSettings settings = settings(PhotoKind.selfie);
      settings.setTenantId(tenant);
      List<SessionFact> facts = wholeSession(PhotoKind.selfie);
      facts.set(0, SessionFact.Event.of(created(SESSION, settings)));
      try (var other = harness()) {
        other.open();
        for (SessionFact fact : facts) {
          other.processElement(fact, 0);
        }
        List<String> reasons =
            completed(other).getChecks().stream()
                .filter(check -> check.getName().equals("quality"))
                .flatMap(check -> check.getReasons().stream())
                .toList();
        assertThat(reasons)
            .isEqualTo(tenant.equals("careful") ? List.of("too_few_usable_frames") : List.of());
      }
    }
  }

  @Test
  void eachFactIsWaitedFor() throws Exception {
    List<SessionFact> facts = wholeSession(PhotoKind.selfie);
    for (int missing = 0; missing < facts.size(); missing++) {
      if (facts.get(missing) instanceof SessionFact.Upload upload
          && upload.milestone() == Milestone.STARTED) {
        continue;
      }
      try (var other = harness()) {
        other.open();
        for (int i = 0; i < facts.size(); i++) {
          if (i != missing) {
            other.processElement(facts.get(i), 0);
          }
        }
        assertThat(statuses(other)).doesNotContain(SessionStatus.completed);
        other.processElement(facts.get(missing), 0);
        assertThat(statuses(other)).containsOnlyOnce(SessionStatus.completed);
      }
    }
  }

  @Test
  void statusGoesFromPendingOverInProgressToCompleted() throws Exception {
    receive(wholeSession(PhotoKind.selfie));
    assertThat(statuses(operator))
        .containsExactly(SessionStatus.pending, SessionStatus.in_progress, SessionStatus.completed);
  }

  @Test
  void aPhotoThatDoesNotComeHoldsTheResultUpForAWhileOnly() throws Exception {
    List<SessionFact> facts = wholeSession(PhotoKind.selfie);
    facts.removeIf(SessionFact.Photo.class::isInstance);
    receive(facts);
    assertThat(statuses(operator)).doesNotContain(SessionStatus.completed);

    operator.setProcessingTime(PHOTO_WAIT.toMillis());

    VideoResult result = completed(operator);
    assertThat(result.getFaceMatchScore()).isNull();
    assertThat(result.getChecks().get(0).getReasons()).containsExactly("selfie_missing");
  }

  @Test
  void aPhotoAfterTheResultCorrectsIt() throws Exception {
    List<SessionFact> facts = wholeSession();
    SessionFact photo =
        facts.stream().filter(SessionFact.Photo.class::isInstance).findAny().orElseThrow();
    facts.remove(photo);
    receive(facts);
    assertThat(completed(operator).getFaceMatchScore()).isNull();

    receive(List.of(photo));

    assertThat(completed(operator).getFaceMatchScore()).isEqualTo(100);
    assertThat(completed(operator).getCapture()).isEqualTo(Capture.live);
    assertThat(completed(operator).getInputs())
        .extracting(input -> input.getTopic())
        .containsExactly(Topics.CHUNKS.name(), Topics.PHOTOS.name(), Topics.SESSIONS.name());
  }

  @Test
  void aRecordingOfWhichNoPageTellsIsUploaded() throws Exception {
    List<SessionFact> facts = wholeSession(PhotoKind.selfie);
    facts.replaceAll(
        fact ->
            fact instanceof SessionFact.Upload upload
                ? new SessionFact.Upload(SESSION, 1, upload.milestone(), upload.chunks())
                : fact);
    receive(facts);

    assertThat(completed(operator).getCapture()).isEqualTo(Capture.uploaded);
    assertThat(check(completed(operator), "source_integrity").getStatus())
        .isEqualTo(CheckStatus.not_performed);
    assertThat(operator.extractOutputValues().get(0).result().getCapture()).isNull();
  }

  @Test
  void framesGoWhenTheSessionIsScored() throws Exception {
    List<SessionFact> facts = wholeSession(PhotoKind.selfie);
    SessionFact last = facts.remove(facts.size() - 1);
    receive(facts);
    int before = operator.numKeyedStateEntries();

    receive(List.of(last));

    // Frames are one state under the session's key: it is there before, and gone after.
    assertThat(operator.numKeyedStateEntries()).isEqualTo(before - 1);
  }

  @Test
  void anExpiredSessionSaysWhy() throws Exception {
    receive(
        List.of(
            SessionFact.Event.of(created()),
            new SessionFact.Upload(SESSION, SessionFact.NO_TAKE, Milestone.STARTED, null),
            new SessionFact.Upload(SESSION, SessionFact.NO_TAKE, Milestone.EXPIRED, null)));
    VideoResult result = last(operator);
    assertThat(result.getStatus()).isEqualTo(SessionStatus.expired);
    assertThat(result.getReasons()).containsExactly("session_expired", "recording_incomplete");
  }

  @Test
  void aCancelledSessionEndsAndLaterFactsChangeNothing() throws Exception {
    receive(
        List.of(
            SessionFact.Event.of(created()),
            SessionFact.Event.of(ended(SessionEventType.cancelled))));
    int before = operator.extractOutputValues().size();
    receive(wholeSession(PhotoKind.selfie));

    assertThat(operator.extractOutputValues()).hasSize(before);
    assertThat(last(operator).getReasons()).containsExactly("session_cancelled");
  }

  @Test
  void aDeletedSessionIsErasedAndStaysSo() throws Exception {
    receive(wholeSession(PhotoKind.selfie));
    receive(List.of(SessionFact.Event.of(ended(SessionEventType.deleted))));
    assertThat(operator.extractOutputValues()).last().isEqualTo(new SessionUpdate(SESSION, null));
    int before = operator.extractOutputValues().size();

    receive(wholeSession(PhotoKind.selfie));

    assertThat(operator.extractOutputValues()).hasSize(before);
  }

  @Test
  void aCallWithoutTheEnterprisePlanIsRefused() throws Exception {
    var settings = settings();
    settings.setVideoMode(VideoMode.live_agent);
    receive(List.of(SessionFact.Event.of(created(SESSION, settings))));
    assertThat(last(operator).getReasons()).containsExactly("plan_not_allowed");
  }

  @Test
  void aCallGivesRunningScoresForEverySecondOfVideo() throws Exception {
    receive(List.of(SessionFact.Event.of(created(SESSION, call(PhotoKind.selfie))), photo()));
    for (int index = FRAMES - 1; index >= 0; index--) {
      receive(frame(1, index, new float[] {1, 0}));
    }
    List<LiveScore> scores =
        operator.getSideOutput(JoinSession.LIVE_SCORES).stream().map(r -> r.getValue()).toList();
    assertThat(scores).extracting(LiveScore::getSecond).containsExactly(1, 2, 3);
    assertThat(scores).extracting(LiveScore::getFrames).containsExactly(6, 11, 16);
    assertThat(scores).allSatisfy(score -> assertThat(score.getFaceMatchScore()).isEqualTo(100));
    assertThat(scores).allSatisfy(score -> assertThat(score.getLivenessScore()).isEqualTo(90));
  }

  @Test
  void aRecordingWhoseTimeRunsBackIsSaidToBe() throws Exception {
    List<SessionFact> facts = new ArrayList<>(wholeSession(PhotoKind.selfie));
    facts.removeIf(fact -> fact instanceof SessionFact.Decoded);
    facts.add(
        new SessionFact.Decoded(
            SESSION,
            1,
            new RecordingEvidence(
                FRAMES, 1, FRAMES, 3_200_000, 1_500_000, 0, null, "decoded", "", true, null)));
    receive(facts);

    assertThat(completed(operator).getReasons()).containsExactly("timestamps_not_continuous");
  }

  @Test
  void aRecordingIsWatchedUntilItIsWhole() throws Exception {
    receive(List.of(SessionFact.Event.of(created(SESSION, settings(PhotoKind.selfie)))));
    for (int index = 0; index < 6; index++) {
      receive(frame(1, index, new float[] {1, 0}));
    }
    assertThat(operator.getSideOutput(JoinSession.LIVE_SCORES)).hasSize(1);
    receive(
        wholeSession(PhotoKind.selfie).stream()
            .filter(fact -> fact instanceof SessionFact.Upload)
            .filter(fact -> ((SessionFact.Upload) fact).milestone() == Milestone.RECEIVED)
            .toList());
    for (int index = 6; index < FRAMES; index++) {
      receive(frame(1, index, new float[] {1, 0}));
    }

    assertThat(operator.getSideOutput(JoinSession.LIVE_SCORES)).hasSize(1);
  }

  @Test
  void runningScoresBeginAnewWithATake() throws Exception {
    receive(List.of(SessionFact.Event.of(created(PhotoKind.selfie)), photo()));
    for (int index = 0; index < 7; index++) {
      receive(frame(1, index, new float[] {0, 1}));
    }
    receive(List.of(SessionFact.Event.of(Records.retaken(2, settings(PhotoKind.selfie)))));
    for (int index = 0; index < 7; index++) {
      receive(frame(2, index, new float[] {1, 0}));
    }

    assertThat(operator.getSideOutput(JoinSession.LIVE_SCORES))
        .extracting(record -> record.getValue())
        .extracting(LiveScore::getTake, LiveScore::getSecond, LiveScore::getFaceMatchScore)
        .containsExactly(tuple(1, 1, 0.0), tuple(2, 1, 100.0));
  }

  @Test
  void goesOnAfterARestore() throws Exception {
    List<SessionFact> facts = wholeSession(PhotoKind.selfie);
    receive(facts);
    VideoResult whole = completed(operator);
    for (int cut = 1; cut < facts.size(); cut += 7) {
      OperatorSubtaskState snapshot;
      try (var before = harness()) {
        before.open();
        for (SessionFact fact : facts.subList(0, cut)) {
          before.processElement(fact, 0);
        }
        snapshot = before.snapshot(1, 1);
      }
      try (var after = harness()) {
        after.initializeState(snapshot);
        after.open();
        for (SessionFact fact : facts.subList(cut, facts.size())) {
          after.processElement(fact, 0);
        }
        assertThat(completed(after)).isEqualTo(whole);
      }
    }
  }

  @Test
  void anEndedSessionHoldsNoState() throws Exception {
    receive(wholeSession(PhotoKind.selfie));
    assertThat(operator.numKeyedStateEntries()).isPositive();
    operator.setProcessingTime(RETENTION.toMillis());
    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.numProcessingTimeTimers()).isZero();
  }

  @Test
  void photosOfASessionThatIsNeverCreatedAreDeadLetters() throws Exception {
    receive(List.of(photo()));
    operator.setProcessingTime(ORPHAN_WAIT.toMillis());
    assertThat(operator.getSideOutput(JoinSession.DEAD_LETTERS))
        .extracting(r -> r.getValue().getCode())
        .containsExactly("session_unknown");
    assertThat(operator.numKeyedStateEntries()).isZero();
  }

  private void receive(List<SessionFact> facts) throws Exception {
    for (SessionFact fact : facts) {
      operator.processElement(fact, 0);
    }
  }

  @Test
  void whatTheSessionAsksForIsLookedFor() throws Exception {
    List<SessionFact> facts = wholeSession(PhotoKind.selfie);
    SessionSettings settings = settings(PhotoKind.selfie);
    settings.setPrompts(List.of(new Prompt(PromptKind.turn_left, 2_000L, 5_000L, null)));
    facts.set(0, SessionFact.Event.of(created(SESSION, settings)));

    receive(facts);

    assertThat(check(completed(operator), "head_turn_challenge").getReasons())
        .containsExactly("head_turns_missing");
  }

  private static List<SessionFact> wholeSession(PhotoKind... expected) {
    List<SessionFact> facts = new ArrayList<>();
    facts.add(SessionFact.Event.of(created(expected)));
    facts.add(photo());
    facts.add(new SessionFact.Upload(SESSION, SessionFact.NO_TAKE, Milestone.STARTED, null));
    facts.addAll(recording(1));
    return facts;
  }

  /** What is learnt of a take. */
  private static List<SessionFact> recording(int take) {
    List<SessionFact> facts = new ArrayList<>();
    for (int index = 0; index < FRAMES; index++) {
      facts.addAll(frame(take, index, new float[] {1, 0}));
    }
    facts.add(new SessionFact.Speech(SESSION, take, 32));
    facts.add(new SessionFact.Said(SESSION, take, new SpokenPiece(1, 2_000, 2_900, null, 0.2)));
    facts.add(new SessionFact.Said(SESSION, take, new SpokenPiece(0, 100, 1_800, "My name", 0.9)));
    facts.add(
        new SessionFact.Said(SESSION, take, new SpokenPiece(2, 2_900, 3_100, "is Anna.", 0.7)));
    facts.add(new SessionFact.SoundEnded(SESSION, take, 3, false, null, false, SoundLevels.NONE));
    InputTally chunks = new InputTally(Topics.CHUNKS.name(), 0, 100, 103, 4, 1_103);
    facts.add(
        new SessionFact.Upload(
            SESSION,
            take,
            Milestone.RECEIVED,
            chunks,
            Records.capture("OBS Virtual Camera", 2_000)));
    facts.add(
        new SessionFact.Decoded(
            SESSION,
            take,
            new RecordingEvidence(
                FRAMES, 1, FRAMES, 3_200_000, 0, 0, null, "decoded", "", true, null)));
    facts.add(new SessionFact.Stored(SESSION, take, STORED, COPY));
    return facts;
  }

  private static List<SessionFact> frame(int take, int index, float[] template) {
    byte[] signature = {(byte) (10 * index), 2};
    return List.of(
        new SessionFact.Frame(SESSION, take, FrameEvidence.ofLiveness(index, new float[] {0.9f})),
        new SessionFact.Frame(SESSION, take, FrameEvidence.ofTemplate(index, template)),
        new SessionFact.Frame(
            SESSION,
            take,
            FrameEvidence.ofSighting(
                index,
                40_000 + index * 200_000L,
                new FaceSighting(1, 100, GOOD, signature, new float[0], null))));
  }

  private static SessionFact photo() {
    InputTally tally = new InputTally(Topics.PHOTOS.name(), 0, 50, 50, 1, 1_050);
    return new SessionFact.Photo(
        SESSION, new PhotoEvidence(PhotoKind.selfie, new float[] {1, 0}, (Reason) null), tally);
  }

  private static Check check(VideoResult result, String name) {
    return result.getChecks().stream()
        .filter(check -> check.getName().equals(name))
        .findAny()
        .orElseThrow();
  }

  private static List<SessionStatus> statuses(
      KeyedOneInputStreamOperatorTestHarness<String, SessionFact, SessionUpdate> harness) {
    return harness.extractOutputValues().stream().map(u -> u.result().getStatus()).toList();
  }

  private static VideoResult completed(
      KeyedOneInputStreamOperatorTestHarness<String, SessionFact, SessionUpdate> harness) {
    VideoResult result = last(harness);
    assertThat(result.getStatus()).isEqualTo(SessionStatus.completed);
    return result;
  }

  private static VideoResult last(
      KeyedOneInputStreamOperatorTestHarness<String, SessionFact, SessionUpdate> harness) {
    List<SessionUpdate> updates = harness.extractOutputValues();
    return updates.get(updates.size() - 1).result();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, SessionFact, SessionUpdate>
      harness() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(
            new JoinSession(ColourModels::lend, POLICIES, ORPHAN_WAIT, PHOTO_WAIT, RETENTION)),
        SessionFact::sessionId,
        TypeInformation.of(String.class));
  }
}
