package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.schemas.PhotoKind;

/**
 * What came of a reference photo: a template, the reason why there is none, or both where it is not
 * clear whom the photo shows.
 *
 * @param template of length 1, or null
 * @param reason null where nothing is amiss
 * @param faces faces found on the photo; 0 where it was not looked at
 * @param ghosts how many of them are smaller copies of the portrait
 * @param faceHeight height of the chosen face's box, pixels of the photo
 * @param turnDegrees by how much the chosen face is turned clockwise in the photo, -180 to 180
 * @param detail what is wrong with a photo in words that a person can act on; null where nothing is
 * @param quality unified quality score of a selfie's face, 0-100; null where it was not measured
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record PhotoEvidence(
    PhotoKind kind,
    float[] template,
    Reason reason,
    int faces,
    int ghosts,
    float faceHeight,
    float turnDegrees,
    String detail,
    Double quality) {
  /** What came of a photo on which no face was looked at. */
  public PhotoEvidence(PhotoKind kind, float[] template, Reason reason) {
    this(kind, template, reason, 0, 0, 0, 0, null, null);
  }

  /** What came of a photo that could not be read, and why, in words that a person can act on. */
  public static PhotoEvidence unreadable(PhotoKind kind, String detail) {
    Reason reason =
        kind == PhotoKind.selfie ? Reason.SELFIE_UNREADABLE : Reason.DOCUMENT_UNREADABLE;
    return new PhotoEvidence(kind, null, reason, 0, 0, 0, 0, detail, null);
  }
}
