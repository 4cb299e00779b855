package io.verilock.vkyc.gateway.access;

import java.util.Set;

/** Who calls. */
public sealed interface Caller {
  /** The tenant whose data the caller may see. */
  String tenantId();

  /** What kind of caller it is, for the audit log. */
  String type();

  /** Who it is, for the audit log. */
  String id();

  /**
   * A program or person with an API key.
   *
   * @param plan of the tenant, {@code standard} or {@code enterprise}
   */
  record Key(String keyId, String tenantId, String plan, Set<Scope> scopes) implements Caller {
    @Override
    public String type() {
      return "api_key";
    }

    @Override
    public String id() {
      return keyId;
    }
  }

  /**
   * The person who is verified, with the upload token of one session.
   *
   * @param consented whether they have agreed to it
   */
  record Applicant(String sessionId, String tenantId, boolean consented) implements Caller {
    @Override
    public String type() {
      return "upload_token";
    }

    @Override
    public String id() {
      return sessionId;
    }
  }
}
