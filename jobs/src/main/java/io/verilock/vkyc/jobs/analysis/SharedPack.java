package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.pack.SharedModels;

/** A pack's models, shared by all slots of a process. */
record SharedPack(String pack) implements ModelSource {
  @Override
  public ModelSet acquire() {
    return SharedModels.acquire(pack);
  }

  @Override
  public void release(ModelSet models) {
    SharedModels.release(models);
  }
}
