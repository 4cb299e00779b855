package io.verilock.vkyc.gateway.http;

import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;

/**
 * How large a body may be.
 *
 * @param bytes at most
 * @param code of the problem that a larger one is
 */
public record BodyLimit(int bytes, ErrorCode code) {
  /** Of JSON. */
  public static final BodyLimit JSON =
      new BodyLimit(Requests.MOST_JSON_BYTES, ErrorCode.BODY_TOO_LARGE);

  /**
   * The problem.
   *
   * @param path that was called
   * @param found how many bytes there are
   */
  Problem exceeded(String path, String found) {
    Problem problem =
        new Problem(
            code, "The body has %s bytes, but at most %d are taken.".formatted(found, bytes));
    problem.with(members -> members.put("max_bytes", bytes));
    return code == ErrorCode.CHUNK_TOO_LARGE
        ? problem.with(members -> members.put("upload_url", path + "/upload-url"))
        : problem;
  }
}
