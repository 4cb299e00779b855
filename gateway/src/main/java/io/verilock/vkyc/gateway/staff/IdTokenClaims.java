package io.verilock.vkyc.gateway.staff;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads what providers say of people, each in its own way. */
final class IdTokenClaims {
  private static final int LONGEST_NAME = 100;

  private IdTokenClaims() {}

  /** What somebody is called: what the provider says of it first, as far as our pages take it. */
  static String name(Map<String, Object> claims) {
    for (String claim : List.of("name", "preferred_username", "email", "sub")) {
      String name =
          claims.get(claim) instanceof String text
              ? text.replaceAll("\\p{Cntrl}+", " ").strip()
              : "";
      if (!name.isEmpty()) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
            ? name
            : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME));
      }
    }
    return "somebody";
  }

  /**
   * The texts of a claim, be it one or several; none where there is no such claim.
   *
   * @param path its name, which may hold dots itself; or where it lies within others
   */
  static List<String> texts(Map<String, Object> claims, String path) {
    Object value = claims.get(path);
    if (value == null) {
      value = claims;
      for (String name : path.split("\\.", -1)) {
        value = value instanceof Map<?, ?> inner ? inner.get(name) : null;
      }
    }
    if (value instanceof Collection<?> several) {
      return several.stream().filter(String.class::isInstance).map(String.class::cast).toList();
    }
    return value instanceof String one ? List.of(one) : List.of();
  }
}
