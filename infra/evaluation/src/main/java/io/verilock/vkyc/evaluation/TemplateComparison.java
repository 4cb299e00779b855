package io.verilock.vkyc.evaluation;

import io.verilock.vkyc.jobs.decision.PhotoEvidence;
import io.verilock.vkyc.jobs.decision.SessionScorer;
import io.verilock.vkyc.jobs.decision.Templates;

/** Compares templates as the job does. */
final class TemplateComparison {
  private final SessionScorer scorer;

  TemplateComparison(SessionScorer scorer) {
    this.scorer = scorer;
  }

  /** The pair's scores; none where one of the pictures has no template. */
  ScoredPair compare(String pathA, PhotoEvidence a, String pathB, PhotoEvidence b, boolean same) {
    if (a.template() == null || b.template() == null) {
      return new ScoredPair(pathA, pathB, same, null, null);
    }
    return new ScoredPair(
        pathA,
        pathB,
        same,
        Templates.cosine(a.template(), b.template()),
        scorer.matchScore(a.template(), b.template()));
  }
}
