package io.verilock.vkyc.gateway.access;

import io.verilock.vkyc.gateway.contract.ContractOperation;
import io.verilock.vkyc.gateway.contract.ErrorCode;
import io.verilock.vkyc.gateway.contract.Problem;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds out who calls, and whether they may. */
public final class Access {
  private final ApiKeys keys;
  private final Function<String, Optional<Caller.Staff>> signIns;
  private final Function<byte[], Optional<Caller.Applicant>> tokens;

  /**
   * Sets it up.
   *
   * @param signIns who has signed in with a secret; nobody where that ended or is none
   * @param tokens whose upload token has a hash; nobody's where its session ended
   */
  public Access(
      ApiKeys keys,
      Function<String, Optional<Caller.Staff>> signIns,
      Function<byte[], Optional<Caller.Applicant>> tokens) {
    this.keys = keys;
    this.signIns = signIns;
    this.tokens = tokens;
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
          ErrorCode.AUTHENTICATION_REQUIRED,
          "There is no Authorization: Bearer KEY, and nobody has signed in.");
    }
    Optional<Caller.Key> key = keys.caller(credential);
    if (key.isPresent()) {
      return allowed(operation, key.get());
    }
    Optional<Caller.Staff> staff = signIns.apply(credential);
    if (staff.isPresent()) {
      return operation.staff() ? staff.get() : allowed(operation, staff.get());
    }
    Caller.Applicant applicant =
        tokens
            .apply(Secrets.hash(credential))
            .orElseThrow(
                () ->
                    new Problem(
                        ErrorCode.CREDENTIAL_INVALID,
                        "The key or token is not known, was revoked, or has expired."));
    if (operation.staff()) {
      throw new Problem(
          ErrorCode.SIGN_IN_REQUIRED, "An upload token does not open this operation.");
    }
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

  private static Caller allowed(ContractOperation operation, Caller.Customer customer)
      throws Problem {
    if (operation.staff()) {
      throw new Problem(ErrorCode.SIGN_IN_REQUIRED, "An API key does not open this operation.");
    }
    if (operation.scopes().isEmpty()) {
      throw new Problem(
          ErrorCode.UPLOAD_TOKEN_REQUIRED, "Only the session's upload token opens this operation.");
    }
    Set<String> held = customer.scopes().stream().map(Scope::text).collect(Collectors.toSet());
    for (String scope : operation.scopes()) {
      if (!held.contains(scope)) {
        throw new Problem(
            ErrorCode.SCOPE_MISSING, "The key or role lacks the scope %s.".formatted(scope));
      }
    }
    return customer;
  }
}
