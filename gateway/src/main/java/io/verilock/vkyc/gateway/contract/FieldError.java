package io.verilock.vkyc.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer a JSON Pointer into the body, or {@code path:}, {@code query:} or {@code header:}
 *     and a parameter's name
 * @param allowed the values it may have; null where that is no list
 */
public record FieldError(String pointer, ErrorCode code, String detail, JsonNode allowed) {
  /** Without a list of values. */
  public static FieldError of(String pointer, ErrorCode code, String detail) {
    return new FieldError(pointer, code, detail, null);
  }
}
