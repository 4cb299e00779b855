package io.verilock.vkyc.gateway.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/**
 * Why a request is not done, RFC 9457. Its detail holds no personal data: it stands in log lines.
 */
public final class Problem extends Exception {
  private static final long serialVersionUID = 1;

  private final ErrorCode code;
  private long retryAfterSeconds;
  private final transient ObjectNode more = JsonNodeFactory.instance.objectNode();

  /** A problem and what happened this time. */
  public Problem(ErrorCode code, String detail) {
    super(detail);
    this.code = code;
  }

  /** A problem with one or more fields, of the body or of the parameters. */
  public static Problem of(ErrorCode code, List<FieldError> errors) {
    FieldError first = errors.get(0);
    String where = first.pointer().isEmpty() ? "the body" : first.pointer();
    String detail =
        errors.size() == 1
            ? "%s %s.".formatted(where, first.detail())
            : "%d fields are wrong, the first of them: %s %s."
                .formatted(errors.size(), where, first.detail());
    Problem problem = new Problem(code, detail);
    ArrayNode list = problem.more.putArray("errors");
    for (FieldError error : errors) {
      ObjectNode one =
          list.addObject()
              .put("pointer", error.pointer())
              .put("code", error.code().text())
              .put("detail", error.detail());
      if (error.allowed() != null) {
        one.set("allowed", error.allowed());
      }
    }
    return problem;
  }

  /** The problem with members of its own. */
  public Problem with(Consumer<ObjectNode> members) {
    members.accept(more);
    return this;
  }

  /** The problem, with when it is worth another try. */
  public Problem retryAfter(long seconds) {
    retryAfterSeconds = seconds;
    return this;
  }

  /** Seconds after which it is worth another try; 0 where that changes nothing. */
  public long retryAfterSeconds() {
    return retryAfterSeconds;
  }

  /** What it is. */
  public ErrorCode code() {
    return code;
  }

  /**
   * What the caller is told.
   *
   * @param instance the path that was called
   */
  public ObjectNode body(String instance) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "/docs#" + code.text())
            .put("title", code.title())
            .put("status", code.status())
            .put("detail", getMessage())
            .put("instance", instance)
            .put("code", code.text());
    body.setAll(more);
    return body;
  }
}
