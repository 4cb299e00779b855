package io.verilock.vkyc.models.speech;

/**
 * The likeliest token.
 *
 * @param logProbability natural logarithm of its probability
 */
record TokenChoice(int token, double logProbability) {
  /**
   * Chooses among the first tokens of a vocabulary. The others count in its probability: a network
   * that would rather give one of them is less sure.
   *
   * @param choices how many may be chosen
   */
  static TokenChoice of(float[] logits, int choices) {
    int best = 0;
    for (int i = 1; i < choices; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return new TokenChoice(best, Math.log(probability(logits, best)));
  }

  /** How likely a token is. */
  static double probability(float[] logits, int token) {
    return probability(logits, token, 0, logits.length);
  }

  /** How likely a token is among those from one up to another, the latter left out. */
  static double probability(float[] logits, int token, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += Math.exp(logits[i] - logits[token]);
    }
    return 1 / sum;
  }
}
