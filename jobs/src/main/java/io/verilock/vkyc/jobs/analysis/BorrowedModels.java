package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.models.ModelSet;
import io.verilock.vkyc.models.pack.PackException;
import io.verilock.vkyc.models.pack.SharedModels;
import java.io.Serializable;

/** The models that an operator has from its opening to its closing. */
final class BorrowedModels implements Serializable {
  private static final long serialVersionUID = 1;

  private final ModelSource source;
  private transient SharedModels.Lease lease;

  BorrowedModels(ModelSource source) {
    this.source = source;
  }

  /** Borrows them. */
  ModelSet open() throws PackException {
    lease = source.acquire();
    return lease.models();
  }

  /** The models; only while they are borrowed. */
  ModelSet get() {
    return lease.models();
  }

  /** Gives them back, if they were borrowed. */
  void close() {
    if (lease != null) {
      lease.close();
    }
  }
}
