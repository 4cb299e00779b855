package io.verilock.vkyc.gateway.sessions;

import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;

/** Which take of a recording counts: the latest that was begun. */
public final class Takes {
  private Takes() {}

  /**
   * Makes sure that something that comes is of the take that counts.
   *
   * @throws Problem if it is of another
   */
  public static void require(int take, int counts) throws Problem {
    if (take != counts) {
      throw new Problem(
              ErrorCode.TAKE_DIFFERS, "Take %d counts, not take %d.".formatted(counts, take))
          .with(members -> members.put("take", counts));
    }
  }
}
