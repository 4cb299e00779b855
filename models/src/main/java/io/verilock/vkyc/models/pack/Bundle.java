package io.verilock.vkyc.models.pack;

/** Files of weights that belong together, and how they are had. */
public interface Bundle {
  /** What the bundle consists of. */
  PackManifest manifest();

  /** How missing files are had. */
  PackFetcher fetcher();
}
