package io.verilock.vkyc.importer;

/**
 * A published package.
 *
 * @param sha256 of its tarball
 * @param megabytes size of its tarball, said before it is fetched
 */
record NpmPackage(String name, String version, String sha256, int megabytes) {
  @Override
  public String toString() {
    return name + " " + version;
  }
}
