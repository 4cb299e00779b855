package io.verilock.vkyc.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verilock.vkyc.models.Calibration;
import io.verilock.vkyc.models.Calibration.Knot;
import io.verilock.vkyc.models.LivenessFusion;
import io.verilock.vkyc.models.LogisticRegression;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.TimelineSecond;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Calibration LINE =
      new Calibration(List.of(new Knot(0, 0), new Knot(1, 100)));
  private static final float[] PERSON = {1, 0};
  private static final float[] OTHER = {0, 1};
  private static final FaceQuality TURNED = Qualities.turned(-63.3f);
  private static final List<PhotoEvidence> NO_PHOTOS = List.of();

  private final SessionScorer scorer =
      new SessionScorer(
          new ScoringSettings(5, 0.2),
          new ScoringModels(
              LINE,
              LINE,
              new LivenessFusion(new LogisticRegression(List.of(0.), List.of(1.), List.of(1.), 0)),
              List.of("one")));

  @Test
  void everySecondWithAFrameIsAnEntryCountedFromTheFirst() {
    Timeline timeline =
        timeline(NO_PHOTOS, none(5_300), none(5_900), none(6_299), none(6_300), none(9_000));

    assertThat(timeline.seconds())
        .extracting(TimelineSecond::getFromMs)
        .containsExactly(5_300L, 6_300L, 9_000L);
    assertThat(timeline.seconds()).extracting(TimelineSecond::getFrames).containsExactly(3, 1, 1);
  }

  @Test
  void aSecondSaysHowManyFramesShowFacesAndWhatIsWrongWithThem() {
    TimelineSecond second =
        timeline(
                NO_PHOTOS,
                none(0),
                rejected(200, 2, FaceDefect.FACE_TOO_SMALL),
                rejected(400, 1, FaceDefect.FACE_BLURRED),
                rejected(600, 1, FaceDefect.FACE_TOO_SMALL),
                face(800, PERSON, 0.5f, Qualities.GOOD))
            .seconds()
            .get(0);

    assertThat(second.getFrames()).isEqualTo(5);
    assertThat(second.getFaceFrames()).isEqualTo(4);
    assertThat(second.getFaces()).isEqualTo(2);
    assertThat(second.getDefects()).containsExactly("face_blurred", "face_too_small");
  }

  @Test
  void theFacesOfASecondTogetherAreComparedToEachPhotoAndTheLowerMatchCounts() {
    List<PhotoEvidence> photos =
        List.of(
            new PhotoEvidence(PhotoKind.selfie, PERSON, null),
            new PhotoEvidence(PhotoKind.document, new float[] {0.6f, 0.8f}, null));

    List<TimelineSecond> seconds =
        timeline(
                photos,
                face(0, PERSON, 0.5f, Qualities.GOOD),
                face(500, OTHER, 0.5f, Qualities.GOOD),
                face(1_000, PERSON, 0.5f, Qualities.GOOD),
                none(2_000))
            .seconds();

    assertThat(seconds)
        .extracting(TimelineSecond::getFaceMatchScore)
        .containsExactly(70.71, 60.0, null);
  }

  @Test
  void withoutAFaceOnAPhotoThereIsNoMatch() {
    PhotoEvidence unreadable = new PhotoEvidence(PhotoKind.selfie, null, Reason.SELFIE_UNREADABLE);

    Timeline timeline = timeline(List.of(unreadable), face(0, PERSON, 0.5f, Qualities.GOOD));

    assertThat(timeline.seconds().get(0).getFaceMatchScore()).isNull();
  }

  @Test
  void livenessAndQualityAreMeansOverTheUsableFacesOfTheSecond() {
    List<TimelineSecond> seconds =
        timeline(
                NO_PHOTOS,
                face(0, PERSON, 0.9f, Qualities.GOOD),
                face(500, PERSON, 0.5f, TURNED),
                rejected(700, 1, FaceDefect.FACE_BLURRED),
                rejected(1_500, 1, FaceDefect.FACE_BLURRED))
            .seconds();

    // The mean of the logits of nine to one and of one to one are the odds of three to one.
    assertThat(seconds.get(0).getLivenessScore()).isEqualTo(75.0, within(0.01));
    assertThat(seconds.get(0).getQuality()).isEqualTo((100 + 53.4) / 2, within(0.1));
    assertThat(seconds.get(1).getLivenessScore()).isNull();
    assertThat(seconds.get(1).getQuality()).isNull();
  }

  @Test
  void withoutALivenessModelThereIsNoLiveness() {
    FrameEvidence frame =
        FrameEvidence.ofSighting(0, 0, sighting(1, Qualities.GOOD, null))
            .with(FrameEvidence.ofLiveness(0, new float[0]))
            .with(FrameEvidence.ofTemplate(0, PERSON));

    assertThat(timeline(NO_PHOTOS, frame).seconds().get(0).getLivenessScore()).isNull();
  }

  @Test
  void theBestFrameIsTheFirstUsableOneOfTheHighestQuality() {
    Timeline timeline =
        timeline(
            NO_PHOTOS,
            none(0),
            face(200, PERSON, 0.5f, TURNED),
            face(400, PERSON, 0.5f, Qualities.GOOD),
            face(600, PERSON, 0.5f, Qualities.GOOD));

    assertThat(timeline.bestFrameMillis()).isEqualTo(400);
    assertThat(timeline(NO_PHOTOS, rejected(0, 1, FaceDefect.FACE_BLURRED)).bestFrameMillis())
        .isNull();
  }

  @Test
  void aVideoWithoutFramesHasNoEntries() {
    assertThat(timeline(NO_PHOTOS)).isEqualTo(new Timeline(List.of(), null));
  }

  @Test
  void aLongVideoHasAsManyEntriesAsAreAllowedAndNoMore() {
    assertThat(timelineOfSeconds(600).seconds()).hasSize(Timeline.MOST_ENTRIES);
    assertThat(timelineOfSeconds(900).seconds())
        .hasSize(450)
        .allMatch(second -> second.getFrames() == 2)
        .extracting(TimelineSecond::getFromMs)
        .startsWith(0L, 2_000L, 4_000L);
    assertThat(timelineOfSeconds(1200).seconds()).hasSize(Timeline.MOST_ENTRIES);
    assertThat(timelineOfSeconds(1201).seconds()).hasSize(401);
  }

  private Timeline timelineOfSeconds(int seconds) {
    List<FrameEvidence> frames = new ArrayList<>();
    for (int second = 0; second < seconds; second++) {
      frames.add(none(1000L * second));
    }
    return Timeline.of(frames, NO_PHOTOS, scorer);
  }

  private Timeline timeline(List<PhotoEvidence> photos, FrameEvidence... frames) {
    return Timeline.of(List.of(frames), photos, scorer);
  }

  private static FrameEvidence none(long millis) {
    return FrameEvidence.ofSighting(0, 1000 * millis, FaceSighting.WITHOUT_FACE);
  }

  private static FrameEvidence rejected(long millis, int faces, FaceDefect defect) {
    return FrameEvidence.ofSighting(
        0, 1000 * millis, sighting(faces, FaceQuality.UNMEASURED, defect));
  }

  private static FrameEvidence face(
      long millis, float[] template, float liveness, FaceQuality quality) {
    return FrameEvidence.ofSighting(0, 1000 * millis, sighting(1, quality, null))
        .with(FrameEvidence.ofLiveness(0, new float[] {liveness}))
        .with(FrameEvidence.ofTemplate(0, template));
  }

  private static FaceSighting sighting(int faces, FaceQuality quality, FaceDefect defect) {
    return new FaceSighting(faces, 100, quality, new byte[1], new float[0], defect);
  }
}
