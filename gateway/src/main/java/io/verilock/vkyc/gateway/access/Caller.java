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

  /** Somebody who acts for the tenant. */
  sealed interface Customer extends Caller {
    /** The plan of the tenant, {@code standard} or {@code enterprise}. */
    String plan();

    /** What they may do. */
    Set<Scope> scopes();
  }

  /** A program with an API key. */
  record Key(String keyId, String tenantId, String plan, Set<Scope> scopes) implements Customer {
    @Override
    public String type() {
      return "api_key";
    }

    @Override
    public String id() {
      return keyId;
    }
  }

  /** A member of staff, who has signed in. */
  record Staff(String staffId, String name, String tenantId, String plan, Role role)
      implements Customer {
    @Override
    public Set<Scope> scopes() {
      return role.scopes();
    }

    @Override
    public String type() {
      return "staff";
    }

    @Override
    public String id() {
      return staffId;
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
