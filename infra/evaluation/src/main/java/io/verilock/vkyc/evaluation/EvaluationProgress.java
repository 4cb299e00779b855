package io.verilock.vkyc.evaluation;

/** Is told how far an evaluation is. */
public interface EvaluationProgress {
  /** A stage of so many steps begins; the one before is over. */
  void begin(String task, String unit, int total);

  /** A step of the stage is done. Called by any thread, by one at a time. */
  void step();
}
