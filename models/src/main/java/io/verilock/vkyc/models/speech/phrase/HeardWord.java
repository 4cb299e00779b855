package io.verilock.vkyc.models.speech.phrase;

/**
 * A word of the phrase and where it was found in the sound.
 *
 * @param fromMs from the first sample, in milliseconds
 * @param toMs its end
 * @param evidence how much better or worse than any sounds at all the word explains its part, per
 *     10 ms, in the units of the recogniser; 0 is as well, a wrong word is far below
 */
public record HeardWord(String word, int fromMs, int toMs, double evidence) {}
