package io.verilock.vkyc.models.pack;

import io.verilock.vkyc.models.inference.InferenceSettings;

/** A kind of pack: how its files are had, and which classes make models of them. */
public interface Pack extends Bundle {
  /**
   * Loads the models.
   *
   * @throws io.verilock.vkyc.models.inference.InferenceException if a network cannot be loaded
   */
  LoadedModels load(PackFiles files, InferenceSettings settings);
}
