package io.verilock.vkyc.gateway.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a member of staff may do: the scopes that an API key would need for it. */
public enum Role {
  /** Everything. */
  ADMIN(EnumSet.allOf(Scope.class)),
  /** Look at sessions and decide them. */
  REVIEWER(EnumSet.of(Scope.SESSIONS_READ, Scope.REVIEWS_WRITE)),
  /** Take calls as the agent that they are, and decide those. */
  AGENT(EnumSet.of(Scope.CALLS_WRITE, Scope.REVIEWS_WRITE)),
  /** See how scores are distributed: counts, and nobody's session. */
  ANALYST(EnumSet.of(Scope.ANALYTICS_READ));

  @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody changes
  private final Set<Scope> scopes;

  Role(Set<Scope> scopes) {
    this.scopes = Set.copyOf(scopes);
  }

  /** What it may do. */
  public Set<Scope> scopes() {
    return scopes;
  }

  /** Its name in the contract. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of a name. */
  public static Role of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
