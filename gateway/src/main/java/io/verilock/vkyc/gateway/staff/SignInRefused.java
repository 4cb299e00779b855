package io.verilock.vkyc.gateway.staff;

import java.util.Locale;

/** Why a provider of OpenID Connect signed nobody in. */
final class SignInRefused extends Exception {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  /** What the sign-in page says in words. */
  enum Reason {
    /** The provider did not answer, or not as one. */
    UNREACHABLE,
    /** The provider says that the person did not agree, or may not. */
    DECLINED,
    /** No sign-in of this browser waits for this answer: it is too old, was used, or is forged. */
    ATTEMPT_UNKNOWN,
    /** The provider's answer does not prove who somebody is. */
    NOT_BELIEVED,
    /** The person has none of our roles. */
    NO_ROLE,
    /** The person was disabled here. */
    DISABLED,
    /** The tenant whose staff they would be does not exist. */
    NO_TENANT;

    /** Its name in the address of the sign-in page. */
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Says why.
   *
   * @param details for the log, where no name of a person may stand
   */
  SignInRefused(Reason reason, String details) {
    this(reason, details, null);
  }

  SignInRefused(Reason reason, String details, Throwable cause) {
    super(details, cause);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
