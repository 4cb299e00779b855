package io.verilock.vkyc.gateway.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a member of staff may do: the scopes that an API key would need for it. The one that may do
 * most comes first: who is given several has the first of them.
 */
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

  /** The first of the roles among some names, of which others may be anything; none for none. */
  public static Optional<Role> firstOf(Collection<String> names) {
    return Arrays.stream(values())
        .filter(role -> names.stream().anyMatch(role.text()::equalsIgnoreCase))
        .findFirst();
  }

  /** The role of a name. */
  public static Role of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
