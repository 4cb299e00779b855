package io.verilock.vkyc.models.image;

/** Why a photo could not be read. The lower-case name is the reason code users see. */
public enum PhotoError {
  /** Not JPEG, PNG, WebP, HEIC, AVIF or GIF. */
  PHOTO_FORMAT_NOT_SUPPORTED,
  /** Damaged, or cut off before its end. */
  PHOTO_DAMAGED,
  /** More bytes or more pixels than allowed. */
  PHOTO_TOO_LARGE
}
