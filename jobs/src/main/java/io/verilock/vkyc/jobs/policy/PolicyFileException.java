package io.verilock.vkyc.jobs.policy;

import java.util.List;

/** A policy file cannot be used. */
public final class PolicyFileException extends Exception {
  private static final long serialVersionUID = 1;

  private final List<String> problems;

  PolicyFileException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** All that is wrong, each with its place in the file. */
  public List<String> problems() {
    return problems;
  }
}
