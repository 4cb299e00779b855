package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.models.ModelSet;
import java.io.Serializable;

/** Where an operator gets its models when it opens, and gives them back when it closes. */
public interface ModelSource extends Serializable {
  ModelSet acquire();

  void release(ModelSet models);

  /** The models of a pack, loaded once per process. */
  static ModelSource ofPack(String pack) {
    return new SharedPack(pack);
  }
}
