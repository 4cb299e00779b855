package io.verilock.vkyc.evaluation.speech;

/**
 * How well the speech of one language is written down.
 *
 * @param recordings read
 * @param written of them, those with a transcript; of a language that the dictation does not know
 *     none should have one
 * @param words said in the recordings; null where the dictation does not know the language
 * @param errors words that are wrong, left out or added; null as {@code words}
 * @param wordErrorRate errors by words; null as {@code words}
 */
public record SpeechFigures(
    int recordings, int written, Integer words, Integer errors, Double wordErrorRate) {}
