package io.verilock.vkyc.gateway.sessions;

import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A session and how far it is.
 *
 * @param maxDuration seconds; null for a call
 * @param takes how often the person may record
 * @param take which of them counts, from 1
 * @param metadata JSON, as it was given
 * @param prompts JSON, as the contract writes it
 * @param chunkCount null until the video is finished
 * @param status as the contract names it
 * @param result null until there is a decision
 * @param version of the result, 0 before the first
 * @param photos kinds that were received
 * @param chunks how many were received of the take
 */
public record Session(
    String sessionId,
    String tenantId,
    String externalId,
    List<String> steps,
    String mode,
    Integer maxDuration,
    int takes,
    int take,
    String language,
    String prompts,
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
  private static final Set<String> ENDED = Set.of("cancelled", "expired", "completed");

  /** Whether it takes something more. */
  public boolean isOpen() {
    return !ENDED.contains(status);
  }

  /**
   * Makes sure that it takes something more.
   *
   * @throws Problem if it has ended
   */
  public void requireOpen() throws Problem {
    requireOpen(status);
  }

  /**
   * Makes sure that a session of a status takes something more.
   *
   * @throws Problem if it has ended
   */
  public static void requireOpen(String status) throws Problem {
    if (ENDED.contains(status)) {
      throw new Problem(ErrorCode.SESSION_ENDED, "The session is %s.".formatted(status));
    }
  }
}
