package io.verilock.vkyc.jobs.decision;

import io.verilock.vkyc.schemas.Outcome;
import java.util.Locale;
import java.util.Optional;

/**
 * Codes behind a result, weightiest first. What a reason leads to is its {@link #leadsTo()}, unless
 * a policy says otherwise: a session is declined if any of its reasons declines, else reviewed if
 * any asks for review.
 */
public enum Reason {
  /** Passive liveness speaks against a live person. */
  PRESENTATION_ATTACK_SUSPECTED(Outcome.declined),
  /** The picture of the face does not change: a still was fed as video. */
  FROZEN_VIDEO(Outcome.declined),
  /** A stretch of the video comes again: a short clip was played over and over. */
  LOOPED_VIDEO(Outcome.declined),
  /** The face in the video is not the selfie's. */
  SELFIE_MISMATCH(Outcome.declined),
  /** The face in the video is not the document portrait's. */
  DOCUMENT_MISMATCH(Outcome.declined),
  /** No frame of the video shows a face. */
  NO_FACE(Outcome.declined),
  /** A check's score lies below its band, and none of the check's own reasons weighs as much. */
  CHECK_FAILED(Outcome.declined),
  /** Not one person throughout the video. */
  FACE_CHANGED(Outcome.needs_review),
  /** The face moves like a flat, stiff picture. */
  PLANAR_FACE(Outcome.needs_review),
  /** The recording names a program that edits videos or plays them to a virtual camera. */
  EDITED_VIDEO(Outcome.needs_review),
  /** The camera has the name of a program that plays videos as if it were one. */
  VIRTUAL_CAMERA(Outcome.needs_review),
  /** The container's times run back: recordings were joined, or the recorder was started again. */
  TIMESTAMPS_NOT_CONTINUOUS(Outcome.needs_review),
  /** The recording ends before its container does: the rest did not come. */
  RECORDING_TRUNCATED(Outcome.needs_review),
  /** Part of the recording cannot be read. */
  RECORDING_DAMAGED(Outcome.needs_review),
  /** The head was turned to other sides than asked, in another order, or at another time. */
  HEAD_TURNS_WRONG(Outcome.needs_review),
  /** The head was not turned, or not as often as asked. */
  HEAD_TURNS_MISSING(Outcome.needs_review),
  /** The face turned as a flat picture of one does. */
  HEAD_TURNS_FLAT(Outcome.needs_review),
  /** The face jumped from one side to another: pictures were put together. */
  HEAD_TURNS_JUMP(Outcome.needs_review),
  /** The sentence that was asked for was not said, or not when it was asked for. */
  PHRASE_NOT_SAID(Outcome.needs_review),
  /** The video could not be analysed; the reason beside this one says why. */
  VIDEO_NOT_ANALYSED(Outcome.needs_review),
  /** No frame shows a face, and turned on its side one shows something like it. */
  NO_UPRIGHT_FACE(Outcome.needs_review),
  /** Fewer frames with a usable face than a decision needs. */
  TOO_FEW_USABLE_FRAMES(Outcome.needs_review),
  /** More than one face in a good part of the frames. */
  MULTIPLE_FACES(Outcome.needs_review),
  /** Liveness lies between the thresholds. */
  LIVENESS_UNCERTAIN(Outcome.needs_review),
  /** The match with the selfie lies between the thresholds. */
  SELFIE_MATCH_UNCERTAIN(Outcome.needs_review),
  /** The match with the document portrait lies between the thresholds. */
  DOCUMENT_MATCH_UNCERTAIN(Outcome.needs_review),
  /** A check's score lies between the thresholds of its band. */
  CHECK_UNCERTAIN(Outcome.needs_review),
  /** The models at hand cannot tell a live person from a recording of one. */
  PASSIVE_LIVENESS_NOT_AVAILABLE(Outcome.needs_review),
  /** The policy wants an answer to a challenge, and none was asked for or given. */
  ACTIVE_LIVENESS_MISSING(Outcome.needs_review),
  /** The selfie did not come in time. */
  SELFIE_MISSING(Outcome.needs_review),
  /** The document photo did not come in time. */
  DOCUMENT_MISSING(Outcome.needs_review),
  /** No face was found in the selfie. */
  SELFIE_NO_FACE(Outcome.needs_review),
  /** No portrait was found on the document photo. */
  DOCUMENT_NO_FACE(Outcome.needs_review),
  /** The selfie shows several people. */
  SELFIE_SEVERAL_FACES(Outcome.needs_review),
  /** The document photo shows several people, none of them clearly in a portrait. */
  DOCUMENT_SEVERAL_FACES(Outcome.needs_review),
  /** The face in the selfie has too few pixels for a template. */
  SELFIE_FACE_TOO_SMALL(Outcome.needs_review),
  /** The portrait on the document photo has too few pixels for a template. */
  DOCUMENT_PORTRAIT_TOO_SMALL(Outcome.needs_review),
  /** The face in the selfie is too dark, blurred, cut off or hidden to be relied on. */
  SELFIE_LOW_QUALITY(Outcome.needs_review),
  /** The selfie is no readable picture. */
  SELFIE_UNREADABLE(Outcome.needs_review),
  /** The document photo is no readable picture. */
  DOCUMENT_UNREADABLE(Outcome.needs_review),
  /** The selfie's template was made by another model. */
  SELFIE_TEMPLATE_OF_OTHER_MODEL(Outcome.needs_review),
  /** The document's template was made by another model. */
  DOCUMENT_TEMPLATE_OF_OTHER_MODEL(Outcome.needs_review),
  /** The colours of the face are those of paper or a screen; says why liveness is doubted. */
  RECAPTURE_SUSPECTED(Outcome.needs_review),
  /** Nothing to compare the face with. */
  NO_REFERENCE_PHOTO(Outcome.needs_review),
  /** A call is decided by its agent, who has not yet. */
  AGENT_REVIEW_PENDING(Outcome.needs_review),
  /** The pixels do not stand upright, and nothing in the file says so; they were judged turned. */
  VIDEO_NOT_UPRIGHT(Outcome.approved),
  /** The session ran out before the recording ended. */
  SESSION_EXPIRED(Outcome.unknown),
  /** The session ran out with part of the recording missing. */
  RECORDING_INCOMPLETE(Outcome.unknown),
  /** The session was cancelled. */
  SESSION_CANCELLED(Outcome.unknown),
  /** The session asks for what its plan does not hold. */
  PLAN_NOT_ALLOWED(Outcome.unknown),
  /** A person decided. */
  REVIEWED(Outcome.unknown);

  private final Outcome leadsTo;

  Reason(Outcome leadsTo) {
    this.leadsTo = leadsTo;
  }

  /** The outcome this reason asks for; unknown where it explains a status rather than a result. */
  public Outcome leadsTo() {
    return leadsTo;
  }

  /** The code as users see it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The reason with this code, if it is one of ours. */
  public static Optional<Reason> ofCode(String code) {
    for (Reason reason : values()) {
      if (reason.code().equals(code)) {
        return Optional.of(reason);
      }
    }
    return Optional.empty();
  }
}
