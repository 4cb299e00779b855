package io.verilock.vkyc.jobs.policy;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import org.apache.commons.lang3.StringUtils;

/** Guesses which word was meant. */
public final class Spelling {
  private Spelling() {}

  /** The known word that begins and ends most like this one. */
  public static String nearest(String word, Collection<String> known) {
    return Collections.max(
        known,
        Comparator.comparing(
            candidate ->
                StringUtils.getCommonPrefix(word, candidate).length()
                    + StringUtils.getCommonPrefix(
                            StringUtils.reverse(word), StringUtils.reverse(candidate))
                        .length()));
  }
}
