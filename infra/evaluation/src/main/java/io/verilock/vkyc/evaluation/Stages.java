package io.verilock.vkyc.evaluation;

import java.util.List;
import java.util.function.Function;

/** Does the same with many things on all processors, and says how far it is. */
final class Stages {
  private final EvaluationProgress progress;

  Stages(EvaluationProgress progress) {
    this.progress = progress;
  }

  /** What becomes of each thing, in the things' order. */
  <A, B> List<B> each(String task, String unit, List<A> things, Function<A, B> work) {
    if (things.isEmpty()) {
      return List.of();
    }
    progress.begin(task, unit, things.size());
    return things.parallelStream()
        .map(
            thing -> {
              B done = work.apply(thing);
              synchronized (progress) {
                progress.step();
              }
              return done;
            })
        .toList();
  }
}
