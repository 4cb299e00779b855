package io.verilock.vkyc.jobs.decision;

/** What to do about a photo of poor quality, in words for whoever takes the next one. */
public final class PhotoAdvice {
  /** Something lies over the mouth. */
  public static final String MOUTH_COVERED = "the mouth is covered: take off what covers it";

  /** Nobody can be told from their lids. */
  public static final String EYES_CLOSED = "the eyes are closed: open them";

  private PhotoAdvice() {}

  /** What is wrong with the photo's face, and what to do. */
  public static String of(FaceDefect defect) {
    return switch (defect) {
      case FACE_TOO_SMALL -> "the face has too few pixels: take the photo from nearer";
      case FACE_BLURRED -> "the face is blurred: hold the camera still and clean its lens";
      case FACE_TOO_DARK -> "much of the face is black: take the photo in more light";
      case FACE_OVEREXPOSED -> "much of the face is white: take the photo in less light";
      case FACE_LOW_CONTRAST -> "the face is grey in grey: clean the lens, avoid light from behind";
      case FACE_UNEVENLY_LIT -> "half of the face is in shadow: face the light";
      case FACE_TURNED_AWAY -> "the face looks away: look straight at the camera";
      case FACE_CUT_OFF -> "part of the face is outside the photo: take it from farther away";
      case FACE_UNCLEAR -> "the face cannot be made out: uncover it";
    };
  }
}
