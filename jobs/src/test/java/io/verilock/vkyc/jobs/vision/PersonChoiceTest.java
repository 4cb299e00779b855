package io.verilock.vkyc.jobs.vision;

import static org.assertj.core.api.Assertions.assertThat;

import io.verilock.vkyc.jobs.decision.FaceQuality;
import io.verilock.vkyc.jobs.decision.PhotoEvidence;
import io.verilock.vkyc.jobs.decision.Reason;
import io.verilock.vkyc.models.Calibration;
import io.verilock.vkyc.models.Calibration.Knot;
import java.util.List;
import org.junit.jupiter.api.Test;

class PersonChoiceTest {
  private static final FaceQuality GOOD =
      new FaceQuality(60, 0.4f, 9, 0.9f, 0, 0, 7.2f, 0, 0, 0, 0);
  private static final float[] HOLDER = {1, 0};
  private static final float[] SOMEBODY_ELSE = {0, 1};

  private final PersonChoice choice =
      new PersonChoice(new Calibration(List.of(new Knot(0, 0), new Knot(1, 100))));

  @Test
  void aPageWithoutAFaceHasNoPortrait() {
    PhotoEvidence evidence = choice.ofDocument(List.of()).evidence();
    assertThat(evidence.reason()).isEqualTo(Reason.DOCUMENT_NO_FACE);
    assertThat(evidence.template()).isNull();
    assertThat(choice.ofSelfie(List.of()).evidence().reason()).isEqualTo(Reason.SELFIE_NO_FACE);
  }

  @Test
  void thePaleCopyOfAPortraitIsItsGhost() {
    PhotoEvidence evidence =
        choice.ofDocument(List.of(face(90, 12, 20, HOLDER), face(100, 40, 20, HOLDER))).evidence();

    assertThat(evidence.reason()).isNull();
    assertThat(evidence.template()).isEqualTo(HOLDER);
    assertThat(evidence.faceHeight()).isEqualTo(100);
    assertThat(evidence.faces()).isEqualTo(2);
    assertThat(evidence.ghosts()).isEqualTo(1);
  }

  @Test
  void aCopyTooPoorToBeRecognisedIsAGhostAllTheSame() {
    PhotoEvidence evidence =
        choice
            .ofDocument(List.of(face(100, 40, 20, HOLDER), face(45, 12, 20, SOMEBODY_ELSE)))
            .evidence();

    assertThat(evidence.reason()).isNull();
    assertThat(evidence.ghosts()).isEqualTo(1);
  }

  @Test
  void twoPersonsOnAPageAreNamedAndTheForemostIsCompared() {
    PhotoEvidence evidence =
        choice
            .ofDocument(List.of(face(80, 40, 20, SOMEBODY_ELSE), face(100, 40, 20, HOLDER)))
            .evidence();

    assertThat(evidence.reason()).isEqualTo(Reason.DOCUMENT_SEVERAL_FACES);
    assertThat(evidence.template()).isEqualTo(HOLDER);
  }

  @Test
  void aPortraitTooSmallToBeReliedOnIsNotCompared() {
    PhotoEvidence evidence = choice.ofDocument(List.of(face(31, 40, 20, HOLDER))).evidence();
    assertThat(evidence.reason()).isEqualTo(Reason.DOCUMENT_PORTRAIT_TOO_SMALL);
    assertThat(evidence.template()).isNull();
    assertThat(choice.ofDocument(List.of(face(32, 40, 20, HOLDER))).evidence().reason()).isNull();
  }

  @Test
  void twoPersonsOnASelfieAreNamedAndTheMostProminentIsCompared() {
    PhotoEvidence evidence =
        choice
            .ofSelfie(List.of(face(100, 40, 20, HOLDER), face(100, 40, 20, SOMEBODY_ELSE)))
            .evidence();

    assertThat(evidence.reason()).isEqualTo(Reason.SELFIE_SEVERAL_FACES);
    assertThat(evidence.template()).isEqualTo(HOLDER);
    assertThat(choice.ofSelfie(List.of(face(20, 40, 20, HOLDER))).evidence().reason())
        .isEqualTo(Reason.SELFIE_FACE_TOO_SMALL);
    assertThat(choice.ofSelfie(List.of(face(100, 40, 20, HOLDER))).evidence().reason()).isNull();
  }

  @Test
  void aSelfieOfPoorQualityIsComparedAndSaysWhatToDo() {
    FaceQuality dark = new FaceQuality(60, 0.4f, 9, 0.9f, 1, 0, 3, 0, 0, 0, 0);
    PhotoEvidence evidence = choice.ofSelfie(List.of(selfie(dark))).evidence();

    assertThat(evidence.reason()).isEqualTo(Reason.SELFIE_LOW_QUALITY);
    assertThat(evidence.detail()).startsWith("much of the face is black");
    assertThat(evidence.template()).isEqualTo(HOLDER);
    assertThat(evidence.quality()).isLessThan(40);
    assertThat(choice.ofSelfie(List.of(selfie(GOOD))).evidence().quality()).isGreaterThan(80);
    assertThat(choice.ofDocument(List.of(selfie(dark))).evidence().reason()).isNull();
  }

  @Test
  void aSelfieWhoseEyesOrMouthAreHiddenIsComparedAndSaysWhatToDo() {
    PhotoEvidence closed = choice.ofSelfie(List.of(seen(0.1, 1, 1, 0))).evidence();
    PhotoEvidence covered = choice.ofSelfie(List.of(seen(0.25, 0.2, 0, 0.9))).evidence();

    assertThat(closed.reason()).isEqualTo(Reason.SELFIE_LOW_QUALITY);
    assertThat(closed.detail()).isEqualTo("the eyes are closed: open them");
    assertThat(closed.template()).isEqualTo(HOLDER);
    assertThat(covered.reason()).isEqualTo(Reason.SELFIE_LOW_QUALITY);
    assertThat(covered.detail()).isEqualTo("the mouth is covered: take off what covers it");
    assertThat(choice.ofSelfie(List.of(seen(0.25, 0.6, -0.11, 0.9))).evidence().reason())
        .isEqualTo(Reason.SELFIE_LOW_QUALITY);
  }

  @Test
  void pallorAloneOrAnotherColourAloneIsNoCovering() {
    assertThat(choice.ofSelfie(List.of(seen(0.25, 0.2, 0, 0.3))).evidence().reason()).isNull();
    assertThat(choice.ofSelfie(List.of(seen(0.25, 0.4, 0, 0.9))).evidence().reason()).isNull();
    assertThat(choice.ofSelfie(List.of(seen(0.25, 0.1, 0.1, 0.9))).evidence().reason()).isNull();
    assertThat(choice.ofSelfie(List.of(seen(0.25, 0.6, -0.11, 0.3))).evidence().reason()).isNull();
  }

  private static SeenFace seen(double eyes, double contrast, double redness, double foreign) {
    FaceVisibility visibility = new FaceVisibility(eyes, contrast, redness, foreign);
    return new SeenFace(new FaceSpot(0, 0, 100, 1), 0, 40, 20, HOLDER, GOOD, visibility);
  }

  private static SeenFace selfie(FaceQuality quality) {
    return new SeenFace(
        new FaceSpot(0, 0, 100, 1), 0, 40, 20, HOLDER, quality, FaceVisibility.UNMEASURED);
  }

  private static SeenFace face(double height, double contrast, double sharpness, float[] template) {
    return new SeenFace(
        new FaceSpot(0, 0, height, 1),
        0,
        contrast,
        sharpness,
        template,
        GOOD,
        FaceVisibility.UNMEASURED);
  }
}
