package io.verilock.vkyc.schemas;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rule of ids that others give us, of sessions and endpoints: they stand in paths of the object
 * store and in URLs.
 */
public final class Ids {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");

  private Ids() {}

  /**
   * What is wrong with an id.
   *
   * @param field name of the field it stands in
   */
  public static Optional<String> fault(String field, String id) {
    return ALLOWED.matcher(id).matches()
        ? Optional.empty()
        : Optional.of(
            field + " is not 1 to 128 characters of A-Z a-z 0-9 . _ - with no dot in front");
  }
}
