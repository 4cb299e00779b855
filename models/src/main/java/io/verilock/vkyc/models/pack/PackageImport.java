package io.verilock.vkyc.models.pack;

import java.util.function.Consumer;

/**
 * Makes files of packs out of npm packages. Whoever does so is found on the class path by {@link
 * java.util.ServiceLoader}: a program on a cluster, which is given its files, does without.
 */
public interface PackageImport {
  /**
   * A fetcher of files that are made of packages.
   *
   * @param steps is told each step of an import in one line
   */
  PackFetcher fetcher(Consumer<String> steps);
}
