package io.verilock.vkyc.gateway.http;

import io.verilock.vkyc.gateway.contract.Problem;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;

/** Does what an operation of the contract says. */
public sealed interface Operation {
  /** Works in one transaction, which is committed with the answer or not at all. */
  @FunctionalInterface
  non-sealed interface InTransaction extends Operation {
    Answer answer(Call call, Handle handle) throws Problem, IOException;
  }

  /** Waits for something to happen, and holds neither a connection nor a thread meanwhile. */
  @FunctionalInterface
  non-sealed interface Later extends Operation {
    CompletableFuture<Answer> answer(Call call) throws Problem, IOException;
  }

  /**
   * Waits for more than the database, and must not hold a connection meanwhile: what it does can be
   * done twice.
   */
  @FunctionalInterface
  non-sealed interface Unbound extends Operation {
    Answer answer(Call call) throws Problem, IOException;
  }
}
