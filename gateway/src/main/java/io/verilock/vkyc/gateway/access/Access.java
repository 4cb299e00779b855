package io.verilock.vkyc.gateway.access;

import io.verilock.vkyc.gateway.contract.ContractOperation;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds out who calls, and whether they may. */
public final class Access {
  private static final String SCHEME = "bearer ";

  private final ApiKeys keys;
  private final Function<byte[], Optional<Caller.Applicant>> tokens;

  /**
   * Sets it up.
   *
   * @param tokens whose upload token has a hash; nobody's where its session ended
   */
  public Access(ApiKeys keys, Function<byte[], Optional<Caller.Applicant>> tokens) {
    this.keys = keys;
    this.tokens = tokens;
  }

  /** What the caller sent to say who it is; null where that is nothing. */
  public static String credential(String authorization) {
    return authorization == null
            || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)
            || authorization.length() == SCHEME.length()
        ? null
        : authorization.substring(SCHEME.length()).strip();
  }

  /**
   * Who calls.
   *
   * @param credential null where there is none
   * @throws Problem if that is nobody, or somebody who may not do this
   */
  public Caller caller(ContractOperation operation, String credential) throws Problem {
    if (credential == null) {
      throw new Problem(
          ErrorCode.AUTHENTICATION_REQUIRED, "There is no Authorization: Bearer KEY.");
    }
    Optional<Caller.Key> key = keys.caller(credential);
    if (key.isPresent()) {
      return allowed(operation, key.get());
    }
    Caller.Applicant applicant =
        tokens
            .apply(Secrets.hash(credential))
            .orElseThrow(
                () ->
                    new Problem(
                        ErrorCode.CREDENTIAL_INVALID,
                        "The key or token is not known, was revoked, or has expired."));
    if (!operation.uploadToken()) {
      throw new Problem(
          ErrorCode.UPLOAD_TOKEN_NOT_ACCEPTED, "An upload token does not open this operation.");
    }
    if (operation.consent() && !applicant.consented()) {
      throw new Problem(
          ErrorCode.CONSENT_REQUIRED,
          "The person has not agreed to the session %s.".formatted(applicant.sessionId()));
    }
    return applicant;
  }

  private static Caller allowed(ContractOperation operation, Caller.Key key) throws Problem {
    if (operation.scopes().isEmpty()) {
      throw new Problem(
          ErrorCode.UPLOAD_TOKEN_REQUIRED, "An API key does not open this operation.");
    }
    Set<String> held = key.scopes().stream().map(Scope::text).collect(Collectors.toSet());
    for (String scope : operation.scopes()) {
      if (!held.contains(scope)) {
        throw new Problem(ErrorCode.SCOPE_MISSING, "The key lacks the scope %s.".formatted(scope));
      }
    }
    return key;
  }
}
