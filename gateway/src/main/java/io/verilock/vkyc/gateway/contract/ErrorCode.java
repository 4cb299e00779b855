package io.verilock.vkyc.gateway.contract;

import java.util.Locale;

/** The codes of problems, and of what is wrong with a field; the contract explains each. */
public enum ErrorCode {
  MALFORMED_JSON(400, "The body is no JSON"),
  INVALID_PARAMETER(400, "A parameter is not what it may be"),
  INVALID_CURSOR(400, "The cursor leads nowhere"),
  DIGEST_REQUIRED(400, "The digest is missing"),
  DIGEST_MISMATCH(400, "The bytes are not those of the digest"),
  AUTHENTICATION_REQUIRED(401, "A key or token is needed"),
  CREDENTIAL_INVALID(401, "The key or token opens nothing"),
  SIGN_IN_LINK_INVALID(401, "The link signs nobody in"),
  SCOPE_MISSING(403, "The key or role lacks a scope"),
  SIGN_IN_REQUIRED(403, "Only somebody who has signed in opens this"),
  OWN_PROPOSAL(403, "Somebody else has to agree"),
  UPLOAD_TOKEN_NOT_ACCEPTED(403, "An upload token does not open this"),
  UPLOAD_TOKEN_REQUIRED(403, "Only an upload token opens this"),
  CONSENT_REQUIRED(403, "The person has not agreed yet"),
  ENTERPRISE_PLAN_REQUIRED(403, "This is part of the enterprise plan"),
  SESSION_NOT_FOUND(404, "There is no such session"),
  WEBHOOK_ENDPOINT_NOT_FOUND(404, "There is no such endpoint"),
  API_KEY_NOT_FOUND(404, "There is no such key"),
  STAFF_NOT_FOUND(404, "There is no such member of staff"),
  AGENT_NOT_FOUND(404, "There is no such agent"),
  CALL_NOT_FOUND(404, "There is no such call"),
  ROUTE_NOT_FOUND(404, "There is nothing here"),
  METHOD_NOT_ALLOWED(405, "The address does not take this method"),
  SESSION_ENDED(409, "The session has ended"),
  STEP_NOT_EXPECTED(409, "The session has no such step"),
  CHUNK_DIFFERS(409, "Another chunk is there with this number"),
  CHUNKS_MISSING(409, "Chunks are missing"),
  CHUNK_COUNT_TOO_SMALL(409, "There are more chunks"),
  TAKE_DIFFERS(409, "Another take counts"),
  NO_TAKE_LEFT(409, "The person has recorded as often as they may"),
  FINISH_DIFFERS(409, "The video was finished with another count"),
  RECORDING_FINISHED(409, "The video is finished"),
  CONSENT_TEXT_CHANGED(409, "The text to agree to is another one"),
  CONSENT_NOT_GIVEN(409, "There is no consent to withdraw"),
  SESSION_NOT_REVIEWABLE(409, "There is nothing to decide yet"),
  ALREADY_REVIEWED(409, "The session was decided before"),
  REVIEW_CLAIMED(409, "Somebody else is looking at the session"),
  EVIDENCE_CHANGED(409, "The result is another one by now"),
  AGENT_UNAVAILABLE(409, "The agent cannot be on duty now"),
  CALL_NOT_YOURS(409, "The call is not this agent's"),
  CALL_NOT_CONNECTED(409, "The call is not connected"),
  CALL_OPEN(409, "The call still goes on"),
  ENDPOINT_CLOSED(409, "The endpoint takes nothing"),
  ROTATION_IN_PROGRESS(409, "Two secrets are live"),
  API_KEY_REVOKED(409, "The key was revoked"),
  IDEMPOTENCY_KEY_IN_USE(409, "The first request is still running"),
  CHUNK_TOO_LARGE(413, "The chunk is too large"),
  RECORDING_TOO_LARGE(413, "The recording is too large"),
  PICTURE_TOO_LARGE(413, "The picture is too large"),
  BODY_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The content type is not taken here"),
  VALIDATION_FAILED(422, "The body is not what it may be"),
  IDEMPOTENCY_KEY_REUSED(422, "The idempotency key belongs to another request"),
  PICTURE_NOT_RECOGNISED(422, "The bytes are no picture"),
  OBJECT_MISSING(422, "Nothing was put at the upload URL"),
  OBJECT_DIFFERS(422, "What was put at the upload URL is not this"),
  RATE_LIMITED(429, "The key has used up its requests"),
  SESSION_RATE_LIMITED(429, "The session has used up its requests"),
  INTERNAL_ERROR(500, "A fault of ours"),
  UNAVAILABLE(503, "Something that is needed cannot be reached"),
  REQUIRED,
  UNKNOWN_FIELD,
  WRONG_TYPE,
  NOT_ALLOWED,
  NOT_APPLICABLE,
  OUT_OF_RANGE,
  TOO_SHORT,
  TOO_LONG,
  BAD_FORMAT,
  DUPLICATE,
  VIDEO_REQUIRED;

  private final int status;
  private final String title;

  ErrorCode() {
    this(0, "");
  }

  ErrorCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** Its name in the contract. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The HTTP status of a problem of this code; 0 for one that only tells of a field. */
  public int status() {
    return status;
  }

  /** The code in words. */
  public String title() {
    return title;
  }
}
