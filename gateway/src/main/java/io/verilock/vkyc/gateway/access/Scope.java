package io.verilock.vkyc.gateway.access;

import java.util.Arrays;
import java.util.Optional;

/** What an API key may do. None holds another. */
public enum Scope {
  /** Create sessions, upload for them, cancel and erase them. */
  SESSIONS_WRITE("sessions:write"),
  /** Read sessions and their results. */
  SESSIONS_READ("sessions:read"),
  /** Decide sessions. */
  REVIEWS_WRITE("reviews:write"),
  /** Read and change agents. */
  AGENTS_WRITE("agents:write"),
  /** Take calls for agents. */
  CALLS_WRITE("calls:write"),
  /** Read and change webhook endpoints, and send events again. */
  WEBHOOKS_WRITE("webhooks:write"),
  /** Read how scores are distributed. */
  ANALYTICS_READ("analytics:read"),
  /** Make, rotate and revoke API keys, and read the audit log. */
  ADMIN("admin");

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  /** Its name in the contract. */
  public String text() {
    return text;
  }

  /** The scope of a name. */
  public static Optional<Scope> of(String text) {
    return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findAny();
  }
}
