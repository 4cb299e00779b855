package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.models.pack.ModelChoice;
import io.verilock.vkyc.models.pack.PackException;
import io.verilock.vkyc.models.pack.SharedModels;
import java.io.Serializable;

/** Where an operator borrows its models when it opens; it gives them back when it closes. */
@FunctionalInterface
public interface ModelSource extends Serializable {
  SharedModels.Lease acquire() throws PackException;

  /** Chosen models, loaded once per process. */
  static ModelSource of(ModelChoice choice) {
    String pack = choice.pack();
    String dictation = choice.dictation();
    return () -> SharedModels.acquire(new ModelChoice(pack, dictation));
  }
}
