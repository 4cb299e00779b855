package io.verilock.vkyc.evaluation;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * How many pictures, and of how many persons, pairs are made of.
 *
 * @param persons null where the pictures' folders do not tell
 */
record PeopleOfPairs(int pictures, Integer persons) {
  /**
   * Counts them. Folders tell persons where every genuine pair lies in one folder and every
   * impostor pair in two.
   */
  static PeopleOfPairs of(Collection<ScoredPair> pairs) {
    Set<String> pictures = new HashSet<>();
    Set<Path> folders = new HashSet<>();
    boolean told = !pairs.isEmpty();
    for (ScoredPair pair : pairs) {
      Path a = Path.of(pair.a()).getParent();
      Path b = Path.of(pair.b()).getParent();
      pictures.add(pair.a());
      pictures.add(pair.b());
      folders.add(a);
      folders.add(b);
      told &= Objects.equals(a, b) == pair.same();
    }
    return new PeopleOfPairs(pictures.size(), told ? folders.size() : null);
  }
}
