package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.models.pack.PackException;
import io.verilock.vkyc.models.pack.SharedModels;
import java.io.Serializable;

/** Where an operator borrows its models when it opens; it gives them back when it closes. */
@FunctionalInterface
public interface ModelSource extends Serializable {
  SharedModels.Lease acquire() throws PackException;

  /** The models of a pack, loaded once per process. */
  static ModelSource ofPack(String pack) {
    return () -> SharedModels.acquire(pack);
  }
}
