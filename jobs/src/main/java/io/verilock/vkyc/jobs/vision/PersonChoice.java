package io.verilock.vkyc.jobs.vision;

import io.verilock.vkyc.jobs.decision.FaceQuality;
import io.verilock.vkyc.jobs.decision.PhotoAdvice;
import io.verilock.vkyc.jobs.decision.PhotoEvidence;
import io.verilock.vkyc.jobs.decision.Reason;
import io.verilock.vkyc.jobs.decision.Templates;
import io.verilock.vkyc.models.Calibration;
import io.verilock.vkyc.schemas.PhotoKind;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Chooses the one person of a photo among its faces, and names the reason where that is nobody or
 * not clear; of several persons it is the most prominent, so that whoever looks has a score. Faces
 * whose templates match are one person's: a document's portrait and its ghost, a smaller and paler
 * copy.
 *
 * @param faceMatch brings the cosine of two templates to 0-100
 */
record PersonChoice(Calibration faceMatch) {
  /** The operating threshold: from here on two templates are one person's. */
  private static final double SAME_PERSON = 50;

  /** Below this height in pixels a face's template is not to be relied on. */
  private static final double LEAST_HEIGHT = 32;

  /** Reasons for which a face is not compared. */
  private static final Set<Reason> TOO_SMALL =
      EnumSet.of(Reason.SELFIE_FACE_TOO_SMALL, Reason.DOCUMENT_PORTRAIT_TOO_SMALL);

  /** Share of the portrait's height below which a poor copy of it is taken for its ghost. */
  private static final double GHOST_HEIGHT = 0.5;

  /** Share of the portrait's sharpness or contrast below which a copy is too poor to be matched. */
  private static final double POOR = 0.6;

  /** What came of a selfie with these faces, the most prominent first. */
  PhotoFindings ofSelfie(List<SeenFace> faces) {
    if (faces.isEmpty()) {
      return nobody(PhotoKind.selfie, Reason.SELFIE_NO_FACE);
    }
    SeenFace person = faces.get(0);
    Reason reason = null;
    String advice = null;
    if (!faces.stream().allMatch(isSamePersonAs(person))) {
      reason = Reason.SELFIE_SEVERAL_FACES;
    } else if (person.height() < LEAST_HEIGHT) {
      reason = Reason.SELFIE_FACE_TOO_SMALL;
    } else if (person.quality().unifiedScore() < FaceQuality.USABLE_FROM) {
      reason = Reason.SELFIE_LOW_QUALITY;
      advice = PhotoAdvice.of(person.quality().worstDefect());
    } else if (person.visibility().advice().isPresent()) {
      reason = Reason.SELFIE_LOW_QUALITY;
      advice = person.visibility().advice().get();
    }
    return findings(PhotoKind.selfie, person, reason, advice, faces.size(), 0);
  }

  /** What came of a page with these faces. The portrait is the largest and richest in contrast. */
  PhotoFindings ofDocument(List<SeenFace> faces) {
    if (faces.isEmpty()) {
      return nobody(PhotoKind.document, Reason.DOCUMENT_NO_FACE);
    }
    List<SeenFace> foremost =
        faces.stream()
            .sorted(
                Comparator.comparingDouble((SeenFace face) -> face.height() * face.contrast())
                    .reversed())
            .toList();
    SeenFace portrait = foremost.get(0);
    List<SeenFace> rest = foremost.subList(1, foremost.size());
    int ghosts =
        (int) rest.stream().filter(isSamePersonAs(portrait).or(isPoorCopyOf(portrait))).count();
    Reason reason = null;
    if (ghosts < rest.size()) {
      reason = Reason.DOCUMENT_SEVERAL_FACES;
    } else if (portrait.height() < LEAST_HEIGHT) {
      reason = Reason.DOCUMENT_PORTRAIT_TOO_SMALL;
    }
    return findings(PhotoKind.document, portrait, reason, null, faces.size(), ghosts);
  }

  private Predicate<SeenFace> isSamePersonAs(SeenFace person) {
    return face ->
        faceMatch.score(Templates.cosine(person.template(), face.template())) >= SAME_PERSON;
  }

  /** Ghosts are often so small or pale that their template says nothing of whose they are. */
  private static Predicate<SeenFace> isPoorCopyOf(SeenFace portrait) {
    return face ->
        face.height() < GHOST_HEIGHT * portrait.height()
            && (face.height() < LEAST_HEIGHT
                || face.sharpness() < POOR * portrait.sharpness()
                || face.contrast() < POOR * portrait.contrast());
  }

  private static PhotoFindings nobody(PhotoKind kind, Reason reason) {
    return new PhotoFindings(new PhotoEvidence(kind, null, reason), Optional.empty());
  }

  private static PhotoFindings findings(
      PhotoKind kind, SeenFace person, Reason reason, String advice, int faces, int ghosts) {
    PhotoEvidence evidence =
        new PhotoEvidence(
            kind,
            TOO_SMALL.contains(reason) ? null : person.template(),
            reason,
            faces,
            ghosts,
            (float) person.height(),
            (float) person.degrees(),
            advice,
            kind == PhotoKind.selfie ? person.quality().unifiedScore() : null);
    return new PhotoFindings(evidence, Optional.of(person.spot()));
  }
}
