package io.verilock.vkyc.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.models.Calibration;
import io.verilock.vkyc.models.Calibration.Knot;
import io.verilock.vkyc.models.LivenessFusion;
import io.verilock.vkyc.models.LogisticRegression;
import io.verilock.vkyc.schemas.Check;
import io.verilock.vkyc.schemas.CheckStatus;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.TimelineSecond;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionScorerTest {
  private static final Calibration LINE =
      new Calibration(List.of(new Knot(0, 0), new Knot(1, 100)));
  private static final LivenessFusion FUSION =
      new LivenessFusion(
          new LogisticRegression(List.of(0., 0.), List.of(5., 5.), List.of(2.5, 2.5), 0));
  private static final float[] PERSON = {1, 0};
  private static final float[] OTHER = {0, 1};

  private final SessionScorer scorer =
      new SessionScorer(
          new ScoringSettings(5, 0.2),
          new ScoringModels(LINE, LINE, FUSION, List.of("one", "recapture")));

  @Test
  void theFaceIsTheMeanOfAllFramesAndTheMatchItsCalibratedCosine() {
    List<FrameEvidence> frames = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      frames.add(frame(i, i < 5 ? PERSON : OTHER));
    }
    Check match = check(evidence(frames, PERSON), "match_selfie");
    assertThat(match.getScore()).isEqualTo(70.71, within(0.01));
    assertThat(match.getMeasures().get("cosine")).isEqualTo(0.7071, within(1e-4));
  }

  @Test
  void aFrameOfHalfTheQualityWeighsAQuarter() {
    FaceQuality half = Qualities.turned(-63.3f);
    assertThat(half.unifiedScore()).isEqualTo(53.4, within(0.1));
    List<FrameEvidence> frames = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      frames.add(i < 5 ? frame(i, PERSON) : frame(i, OTHER, half));
    }
    double weight = 0.534 * 0.534;
    assertThat(check(evidence(frames, PERSON), "match_selfie").getMeasures().get("cosine"))
        .isEqualTo(1 / Math.hypot(1, weight), within(1e-3));

    RunningScores running = new RunningScores();
    frames.forEach(frame -> running.add(frame, scorer));
    assertThat(running.face()[0]).isEqualTo((float) (1 / Math.hypot(1, weight)), within(1e-3f));
  }

  @Test
  void aLookCountsForEveryUsableFrameUntilTheNext() {
    float[] live = {0.9f, 0.9f};
    float[] spoof = {0.2f, 0.1f};
    List<FrameEvidence> every = new ArrayList<>();
    List<FrameEvidence> some = new ArrayList<>();
    RunningScores running = new RunningScores();
    for (int i = 0; i < 10; i++) {
      FrameEvidence frame = frame(i, PERSON).withLiveness(i < 7 ? live : spoof);
      boolean looked = i == 0 || i == 7;
      every.add(frame);
      some.add(looked ? frame : frame.withLiveness(FrameEvidence.NOT_LOOKED_AT));
      running.add(some.get(i), scorer);
    }

    Check all = check(evidence(every, PERSON), "passive_liveness");
    Check few = check(evidence(some, PERSON), "passive_liveness");
    assertThat(few.getScore()).isEqualTo(all.getScore()).isNotEqualTo(50);
    assertThat(few.getMeasures()).containsEntry("frames", 2.0);
    assertThat(all.getMeasures()).containsEntry("frames", 10.0);
    assertThat(scorer.livenessScore(running.livenessLogits / running.livenessFrames))
        .isEqualTo(all.getScore());
    assertThat(scorer.score(evidence(some, PERSON)).timeline())
        .isEqualTo(scorer.score(evidence(every, PERSON)).timeline());
  }

  @Test
  void tooFewUsableFramesAreSaidAndNotScored() {
    List<FrameEvidence> few = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      few.add(i < 4 ? frame(i, PERSON) : rejected(i, FaceDefect.FACE_BLURRED));
    }
    SessionScore score = scorer.score(evidence(few, PERSON));
    assertThat(score.face()).isNull();
    for (String name : List.of("match_selfie", "passive_liveness")) {
      Check check = score.check(name);
      assertThat(check.getScore()).as(name).isNull();
      assertThat(check.getStatus()).as(name).isEqualTo(CheckStatus.not_performed);
      assertThat(check.getReasons()).as(name).containsExactly("too_few_usable_frames");
    }
    assertThat(score.check("quality").getReasons())
        .containsExactly("too_few_usable_frames", "face_blurred");

    few.set(4, frame(4, PERSON));
    assertThat(check(evidence(few, PERSON), "match_selfie").getScore()).isEqualTo(100);
    assertThat(check(evidence(few, PERSON), "passive_liveness").getScore()).isEqualTo(82.09);
  }

  @Test
  void aLatePhotoDoesNotScoreTooFewFramesEither() {
    Evidence evidence = evidence(List.of(frame(0, PERSON)), PERSON);
    SessionScore late =
        scorer.matched(scorer.score(evidence), evidence.photos(), Set.of(PhotoKind.selfie));
    assertThat(late.check("match_selfie").getReasons()).containsExactly("too_few_usable_frames");
  }

  @Test
  void theTimelineComparesToThePhotosThatWereThereWhenTheSessionWasScored() {
    List<FrameEvidence> frames = List.of(frame(0, PERSON), frame(1, PERSON));
    SessionScore score = scorer.score(evidence(frames, PERSON));
    assertThat(score.timeline().seconds())
        .extracting(TimelineSecond::getFaceMatchScore)
        .containsExactly(100.0);

    Evidence late = evidence(frames, OTHER);
    assertThat(scorer.matched(score, late.photos(), Set.of(PhotoKind.selfie)).timeline())
        .isEqualTo(score.timeline());
  }

  @Test
  void aDefectIsNamedWhereItSpoilsATenthOfTheFrames() {
    List<FrameEvidence> frames = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      frames.add(frame(i, PERSON));
    }
    frames.set(3, rejected(3, FaceDefect.FACE_TURNED_AWAY));
    assertThat(check(evidence(frames, PERSON), "quality").getReasons()).isEmpty();
    frames.set(9, rejected(9, FaceDefect.FACE_TURNED_AWAY));
    assertThat(check(evidence(frames, PERSON), "quality").getReasons())
        .containsExactly("face_turned_away");
  }

  @Test
  void theQualityCheckNamesTheComponentsOfTheUsedFrames() {
    List<FrameEvidence> frames = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      frames.add(frame(i, PERSON, Qualities.turned(i % 2 == 0 ? 10 : -14)));
    }
    frames.add(rejected(6, FaceDefect.FACE_BLURRED));
    Map<String, Double> measures = check(evidence(frames, PERSON), "quality").getMeasures();
    assertThat(measures).containsEntry("frames", 7.0).containsEntry("usable_frames", 6.0);
    assertThat(measures.get("pose_yaw")).isEqualTo(12, within(1e-4));
    assertThat(measures.get("unified_quality_score")).isEqualTo(100);
    assertThat(measures)
        .containsKeys("inter_eye_distance", "sharpness", "dynamic_range", "over_exposure");
  }

  @Test
  void aStillIsFrozenHoweverItIsEncodedAndAPersonIsNot() {
    List<FrameEvidence> still = new ArrayList<>();
    List<FrameEvidence> person = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 12; i++) {
      byte[] encoded = new byte[1024];
      for (int k = 0; k < encoded.length; k++) {
        encoded[k] = (byte) (100 + random.nextInt(3));
      }
      byte[] moved = encoded.clone();
      for (int k = 0; k < 20; k++) {
        moved[k] += (byte) (3 * i);
      }
      still.add(frame(i, encoded, PERSON, 1));
      person.add(frame(i, moved, PERSON, 1));
    }
    Check frozen = check(evidence(still, PERSON), "frozen_video");
    assertThat(frozen.getReasons()).containsExactly("frozen_video");
    assertThat(frozen.getScore()).isZero();
    assertThat(check(evidence(person, PERSON), "frozen_video").getScore()).isEqualTo(100);
    Check brief = check(evidence(still.subList(0, 9), PERSON), "frozen_video");
    assertThat(brief.getStatus()).isEqualTo(CheckStatus.not_performed);
  }

  @Test
  void withoutALivenessModelItIsSaidSo() {
    List<FrameEvidence> frames = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      frames.add(
          FrameEvidence.ofSighting(
                  i,
                  i,
                  new FaceSighting(
                      1, 100, Qualities.GOOD, new byte[] {(byte) i}, new float[0], null))
              .with(FrameEvidence.ofLiveness(i, new float[0]))
              .with(FrameEvidence.ofTemplate(i, PERSON)));
    }
    Check passive = check(evidence(frames, PERSON), "passive_liveness");
    assertThat(passive.getStatus()).isEqualTo(CheckStatus.not_available);
    assertThat(passive.getScore()).isNull();
    assertThat(passive.getReasons()).containsExactly("passive_liveness_not_available");
  }

  @Test
  void noFaceFewFacesAndSeveralFacesAreNamed() {
    List<FrameEvidence> empty = new ArrayList<>();
    List<FrameEvidence> few = new ArrayList<>();
    List<FrameEvidence> crowd = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      FrameEvidence none = FrameEvidence.ofSighting(i, i, FaceSighting.WITHOUT_FACE);
      empty.add(none);
      few.add(i < 4 ? frame(i, PERSON) : none);
      crowd.add(frame(i, new byte[] {(byte) i}, PERSON, i < 3 ? 2 : 1));
    }
    assertThat(check(evidence(empty, PERSON), "quality").getReasons()).containsExactly("no_face");
    assertThat(check(evidence(few, PERSON), "quality").getReasons())
        .containsExactly("too_few_usable_frames");
    assertThat(check(evidence(crowd, PERSON), "quality").getReasons())
        .containsExactly("multiple_faces");
  }

  @Test
  void aTurnedVideoIsARemarkAndSomethingLikeAFaceIsNoFaceFound() {
    List<FrameEvidence> turned = new ArrayList<>();
    List<FrameEvidence> hinted = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      FaceSighting lying =
          new FaceSighting(
              1, 100, Qualities.GOOD, new byte[] {(byte) (9 * i)}, new float[0], null, 3);
      turned.add(frame(i, PERSON, lying));
      hinted.add(FrameEvidence.ofSighting(i, i, FaceSighting.withoutFace(i == 4 ? 1 : 0)));
    }
    Check quality = check(evidence(turned, PERSON), "quality");
    assertThat(quality.getReasons()).containsExactly("video_not_upright");
    assertThat(quality.getMeasures()).containsEntry("turned_frames", 10.0);

    assertThat(check(evidence(hinted, PERSON), "quality").getReasons())
        .containsExactly("no_upright_face");
    assertThat(check(evidence(hinted, PERSON), "match_selfie").getReasons())
        .containsExactly("no_upright_face");
  }

  @Test
  void aPhotoThatCannotBeReadSaysWhatIsWrongWithIt() {
    SessionScore score = scorer.score(evidence(List.of(frame(0, PERSON)), PERSON));
    Map<PhotoKind, PhotoEvidence> photos =
        Map.of(PhotoKind.document, PhotoEvidence.unreadable(PhotoKind.document, "a PDF"));

    Check match = scorer.matched(score, photos, Set.of(PhotoKind.document)).check("match_document");

    assertThat(match.getReasons()).containsExactly("document_unreadable");
    assertThat(match.getDetail()).isEqualTo("a PDF");
  }

  @Test
  void theLowestChallengeIsTheAnswer() {
    Evidence evidence = evidence(List.of(frame(0, new float[] {1, 0})), new float[] {1, 0});

    assertThat(check(evidence, "spoken_challenge").getReasons()).isEmpty();
    assertThat(check(evidence, "active_liveness").getStatus()).isEqualTo(CheckStatus.not_performed);
    Evidence said = with(evidence, new PhraseEvidence(true, 80, null));
    assertThat(check(said, "spoken_challenge").getReasons()).isEmpty();
    assertThat(check(said, "active_liveness").getScore()).isEqualTo(80);
    Evidence other = with(evidence, new PhraseEvidence(false, 10, null));
    assertThat(check(other, "spoken_challenge").getReasons()).containsExactly("phrase_not_said");
    Evidence unknown = with(evidence, PhraseEvidence.unknown("phrase_check_not_available"));
    assertThat(check(unknown, "spoken_challenge").getStatus()).isEqualTo(CheckStatus.not_available);
    assertThat(check(unknown, "active_liveness").getScore()).isNull();
  }

  @Test
  void whetherTheMouthMovesWithTheVoiceIsLookedAt() {
    Evidence evidence = evidence(List.of(frame(0, new float[] {1, 0})), new float[] {1, 0});
    assertThat(check(evidence, "audio_video_sync").getStatus())
        .isEqualTo(CheckStatus.not_performed);
  }

  @Test
  void nobodyIsSaidToBeAwayInARecordingThatIsDamaged() {
    Evidence whole = evidence(List.of(empty(0), empty(1)), new float[] {1, 0});
    RecordingEvidence cut =
        new RecordingEvidence(
            2, 0, 2, 1_000_000, 0, 0, "recording_truncated", "none", "", true, null);
    Evidence damaged =
        new Evidence(
            whole.frames(),
            whole.photos(),
            whole.expectedPhotos(),
            cut,
            whole.speech(),
            null,
            List.of(),
            null);

    assertThat(check(whole, "quality").getReasons()).contains("no_face");
    assertThat(check(damaged, "quality").getReasons())
        .contains("too_few_usable_frames")
        .doesNotContain("no_face");
  }

  private static FrameEvidence empty(int index) {
    return FrameEvidence.ofSighting(index, index * 200_000L, FaceSighting.WITHOUT_FACE);
  }

  private static Evidence with(Evidence evidence, PhraseEvidence phrase) {
    return new Evidence(
        evidence.frames(),
        evidence.photos(),
        evidence.expectedPhotos(),
        evidence.recording(),
        evidence.speech(),
        evidence.capture(),
        evidence.prompts(),
        phrase);
  }

  private Check check(Evidence evidence, String name) {
    return scorer.score(evidence).checks().stream()
        .filter(check -> check.getName().equals(name))
        .findAny()
        .orElseThrow();
  }

  private static Evidence evidence(List<FrameEvidence> frames, float[] selfie) {
    return new Evidence(
        frames,
        Map.of(PhotoKind.selfie, new PhotoEvidence(PhotoKind.selfie, selfie, null)),
        Set.of(PhotoKind.selfie),
        new RecordingEvidence(
            frames.size(), 0, frames.size(), 1_000_000, 0, 0, null, "none", "", true, null),
        SpeechEvidence.ofSeconds(0.0),
        null,
        List.of(),
        null);
  }

  private static FrameEvidence frame(int index, float[] template) {
    return frame(index, template, Qualities.GOOD);
  }

  private static FrameEvidence frame(int index, float[] template, FaceQuality quality) {
    byte[] signature = {(byte) (index * 9)};
    return frame(index, template, new FaceSighting(1, 100, quality, signature, new float[0], null));
  }

  private static FrameEvidence frame(int index, byte[] signature, float[] template, int faces) {
    return frame(
        index,
        template,
        new FaceSighting(faces, 100, Qualities.GOOD, signature, new float[0], null));
  }

  private static FrameEvidence frame(int index, float[] template, FaceSighting sighting) {
    return FrameEvidence.ofSighting(index, index * 200_000L, sighting)
        .with(FrameEvidence.ofLiveness(index, new float[] {0.9f, 0.7f}))
        .with(FrameEvidence.ofTemplate(index, template));
  }

  private static FrameEvidence rejected(int index, FaceDefect defect) {
    FaceSighting sighting =
        new FaceSighting(1, 100, FaceQuality.UNMEASURED, new byte[1], new float[0], defect);
    return FrameEvidence.ofSighting(index, index * 200_000L, sighting);
  }
}
