package io.verilock.vkyc.gateway.sessions;

import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import java.time.Instant;
import java.util.List;

/**
 * A session and how far it is.
 *
 * @param maxDuration seconds; null for a call
 * @param metadata JSON, as it was given
 * @param chunkCount null until the video is finished
 * @param status as the contract names it
 * @param result null until there is a decision
 * @param version of the result, 0 before the first
 * @param photos kinds that were received
 * @param chunks how many were received
 */
public record Session(
    String sessionId,
    String tenantId,
    String externalId,
    List<String> steps,
    String mode,
    Integer maxDuration,
    String language,
    String metadata,
    String redirectUrl,
    Instant createdAt,
    Instant expiresAt,
    Integer chunkCount,
    String status,
    String result,
    int version,
    List<String> photos,
    int chunks) {
  /** Whether it was cancelled, has expired or has its result. */
  public boolean ended() {
    return status.equals("cancelled") || status.equals("expired") || status.equals("completed");
  }

  /**
   * Makes sure that it takes something more.
   *
   * @throws Problem if it has ended
   */
  public void requireOpen() throws Problem {
    if (ended()) {
      throw new Problem(ErrorCode.SESSION_ENDED, "The session is %s.".formatted(status));
    }
  }
}
